import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconFileSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { useIsNarrow } from '../../parts/side-panel.tsx';
import { createDesk } from '../../state/offline-desk.ts';
import { useApi, useKept, useWho } from '../../state/use.tsx';
import { OpenHere } from './open-here.tsx';
import { OtherMachines } from './other-machines.tsx';
import { ThisMachine } from './this-machine.tsx';
import css from './offline.module.css';

const words = text.window.offline;

interface OfflinePageProps {
  /** While nobody is signed in, back to where one does. */
  onBack?: () => void;
}

/** Files instead of a network: this machine at the left, all the others at the right. */
export function OfflinePage({ onBack }: OfflinePageProps) {
  const { companion } = useApi();
  const desk = useKept(createDesk);
  const current = useWho()?.current ?? null;
  const narrow = useIsNarrow();
  const [, go] = useLocation();
  const [side, show] = useState<'here' | 'others'>(companion ? 'here' : 'others');
  const hasBoth = companion !== null;
  const shows = (which: 'here' | 'others') => !narrow || !hasBoth || side === which;
  return (
    <Page
      title={words.title}
      flush
      beside={
        narrow && hasBoth ? (
          <SegmentedControl
            aria-label={words.sides}
            value={side}
            onChange={(chosen) => show(chosen === 'others' ? 'others' : 'here')}
            data={[
              { value: 'here', label: words.here },
              { value: 'others', label: current ? words.othersShort : words.openShort },
            ]}
          />
        ) : (
          <span className={css.beside}>{words.beside}</span>
        )
      }
      actions={
        <>
          {onBack && (
            <Button variant="subtle" onClick={onBack} leftSection={<IconArrowLeft {...line} />}>
              {words.back}
            </Button>
          )}
          {onBack && companion && (
            <Button leftSection={<IconDownload {...line} />} onClick={() => go('/downloads')}>
              {text.window.downloads.title}
            </Button>
          )}
          {current && (
            <Button leftSection={<IconFileSearch {...line} />} onClick={() => desk.ask()}>
              {words.openAny}
            </Button>
          )}
        </>
      }
    >
      <div className={css.sides}>
        {companion && shows('here') && <ThisMachine companion={companion} />}
        {shows('others') && (current ? <OtherMachines place={current} /> : <OpenHere hasMachine={hasBoth} />)}
      </div>
    </Page>
  );
}
