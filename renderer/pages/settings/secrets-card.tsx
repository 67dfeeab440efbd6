import { Switch } from '@mantine/core';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import type { SettingsView } from '../../state/stores.ts';
import { useAction } from '../../state/use.tsx';
import css from './settings.module.css';

const words = text.window.settings;

/** Where the session is kept; weaker places are named as such (S13). */
export function SecretsCard({ companion, view }: { companion: CompanionClient; view: SettingsView }) {
  const allow = useAction((allowPrivateFile: boolean) => companion.settings.update({ allowPrivateFile }));
  const { settings, file, secretPlace, secretPlaces } = view;
  const strong = secretPlace === 'keychain' || secretPlace === 'safe-storage';
  return (
    <Card title={words.secrets}>
      <div className={css.stack}>
        <Tally state={strong ? 'held' : 'soon'} icon={strong ? 'lock' : undefined}>
          {words.places[secretPlace]}
        </Tally>
        {secretPlaces.includes('private-file') && (
          <Switch
            label={words.allowPrivateFile}
            description={words.allowPrivateFileHint}
            checked={settings.allowPrivateFile}
            onChange={(event) => void allow.run(event.currentTarget.checked)}
          />
        )}
        <FailureNote failure={allow.failure} />
        <Facts facts={[{ label: words.file, value: <span className={css.mono}>{file}</span> }]} />
        <p className={css.hint}>{words.licensesNote}</p>
      </div>
    </Card>
  );
}
