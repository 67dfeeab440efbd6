import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../parts/icons.ts';
import { Card } from '../../parts/page.tsx';
import type { TeamLine } from '../../state/team-lines.ts';
import css from './person.module.css';

const words = text.window.person;

/** The way to the offline flows, on behalf of somebody. */
export function FilesCard({ line }: { line: TeamLine }) {
  const [, go] = useLocation();
  return (
    <Card title={words.offline}>
      <div className={css.stack}>
        <p className={css.quiet}>{words.offlineBody(line.name)}</p>
        <Button leftSection={<IconFileImport {...icon} />} onClick={() => go(`/offline?person=${line.id}`)}>
          {words.offlineRequest}
        </Button>
      </div>
    </Card>
  );
}
