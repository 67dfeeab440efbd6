import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { line } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import { identityTroubleOf } from '../../state/identity.ts';
import type { ResourceStore } from '../../state/resource.ts';
import type { SettingsView } from '../../state/stores.ts';
import { useResource, useStatus, useStores, useWho } from '../../state/use.tsx';
import { CalendarCard } from '../calendar/calendar-card.tsx';
import { AppearanceCard } from './appearance-card.tsx';
import { CloudCard } from './cloud-card.tsx';
import { DownloadsCard } from './downloads-card.tsx';
import { IdentityCard } from './identity-card.tsx';
import { MachineCard } from './machine-card.tsx';
import { SecretsCard } from './secrets-card.tsx';
import css from './settings.module.css';

interface SettingsPageProps {
  companion: CompanionClient;
  /** While nobody is signed in, back to where one does. */
  onBack?: () => void;
}

/** What can be set on this machine, and where it keeps things. */
export function SettingsPage({ companion, onBack }: SettingsPageProps) {
  const words = text.window.settings;
  const { settings } = useStores();
  const machine = useStatus((status) => status.machine.name) ?? '';
  return (
    <Page
      title={words.title}
      beside={words.beside(machine)}
      actions={
        onBack && (
          <Button onClick={onBack} leftSection={<IconArrowLeft {...line} />}>
            {words.back}
          </Button>
        )
      }
    >
      {settings && <Cards companion={companion} settings={settings} />}
    </Page>
  );
}

function Cards({ companion, settings }: { companion: CompanionClient; settings: ResourceStore<SettingsView> }) {
  const { value, failure, refresh, phase } = useResource(settings);
  const isSignedIn = useWho() !== null;
  // What has to be settled stands first.
  const troubled = useStatus((status) => identityTroubleOf(status) !== null) ?? false;
  if (!value)
    return failure ? (
      <ErrorState
        failure={failure}
        action={{ label: text.window.parts.tryAgain, run: () => void refresh(), busy: phase === 'loading' }}
      />
    ) : (
      <LoadingState />
    );
  return (
    <div className={css.cards}>
      {troubled && <IdentityCard companion={companion} />}
      <CloudCard companion={companion} />
      <AppearanceCard companion={companion} view={value} />
      <DownloadsCard companion={companion} view={value} />
      <SecretsCard companion={companion} view={value} />
      <MachineCard companion={companion} />
      {!troubled && <IdentityCard companion={companion} />}
      {isSignedIn && <CalendarCard title={text.window.calendar.title} />}
    </div>
  );
}
