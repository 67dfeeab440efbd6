import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import css from './organization.module.css';

const CloseDialog = lazy(async () => ({ default: (await import('./close-dialog.tsx')).CloseDialog }));
const words = text.window.organization;

/** The way to close the organization, for its Owners. */
export function CloseCard({ organization }: { organization: OrganizationRef }) {
  const [opened, open] = useState(false);
  return (
    <Card title={words.end}>
      <p className={css.lead}>{words.endLead}</p>
      <div className={css.endButtons}>
        <Button onClick={() => open(true)}>{words.endButton}</Button>
      </div>
      {opened && (
        <Suspense fallback={null}>
          <CloseDialog organization={organization} onClose={() => open(false)} />
        </Suspense>
      )}
    </Card>
  );
}
