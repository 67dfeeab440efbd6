import { Button } from '@mantine/core';
import { IconMessagePlus, IconStethoscope } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { text } from '#shared/text/index.ts';
import { FilterField } from '../../parts/filter-field.tsx';
import { line } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { useApi } from '../../state/use.tsx';
import { Guides } from './guides.tsx';
import { MyTickets } from './my-tickets.tsx';
import css from './support.module.css';

const words = text.window.support;
const AskDialog = lazy(async () => ({ default: (await import('./ask-dialog.tsx')).AskDialog }));
const DiagnosticsDialog = lazy(async () => ({
  default: (await import('./diagnostics-dialog.tsx')).DiagnosticsDialog,
}));

/** Tickets first, guides below: those stay when tickets cannot be had. `organization` null: nobody is signed in. */
export function SupportStart({ organization }: { organization: string | null }) {
  const { companion } = useApi();
  const [query, setQuery] = useState('');
  const [asking, ask] = useState(false);
  const [diagnosing, diagnose] = useState(false);
  return (
    <Page
      title={words.title}
      actions={
        <>
          <FilterField
            label={words.filter}
            placeholder={text.window.help.filter}
            className={css.filter}
            value={query}
            onChange={setQuery}
          />
          {companion && (
            <Button leftSection={<IconStethoscope {...line} />} onClick={() => diagnose(true)}>
              {words.diagnose}
            </Button>
          )}
          {organization !== null && (
            <Button variant="filled" leftSection={<IconMessagePlus {...line} />} onClick={() => ask(true)}>
              {words.create}
            </Button>
          )}
        </>
      }
    >
      {organization === null ? (
        <p className={css.quiet}>{words.signedOut}</p>
      ) : (
        <MyTickets organization={organization} query={query} onAsk={() => ask(true)} />
      )}
      <Guides query={query} />
      <Suspense fallback={null}>
        {asking && organization !== null && <AskDialog organization={organization} onClose={() => ask(false)} />}
        {diagnosing && companion && <DiagnosticsDialog companion={companion} onClose={() => diagnose(false)} />}
      </Suspense>
    </Page>
  );
}
