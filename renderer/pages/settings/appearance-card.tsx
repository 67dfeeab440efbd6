import { SegmentedControl, Switch } from '@mantine/core';
import { Settings } from '#shared/models/settings.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import type { SettingsView } from '../../state/stores.ts';
import { useTheme } from '../../state/theme.ts';
import { useAction, useApi } from '../../state/use.tsx';
import css from './settings.module.css';

const words = text.window.settings;
const themes = ['system', 'dark', 'light'] as const;

/** Theme, whether closing the window keeps the heartbeat, and whether the desktop app starts by itself. */
export function AppearanceCard({ companion, view }: { companion: CompanionClient; view: SettingsView }) {
  const { door } = useApi();
  const { theme, setTheme } = useTheme();
  const change = useAction(setTheme);
  const keep = useAction((keepRunning: boolean) => companion.settings.update({ keepRunning }));
  const start = useAction((startAtLogin: boolean) => companion.settings.update({ startAtLogin }));
  const choose = (value: string) => void change.run(Settings.shape.theme.parse(value));
  return (
    <Card title={words.appearance}>
      <div className={css.stack}>
        <div>
          <div className={css.label} id="theme-label">
            {words.theme}
          </div>
          <SegmentedControl
            aria-labelledby="theme-label"
            value={theme}
            onChange={choose}
            data={themes.map((value) => ({ value, label: text.window.shell.themes[value] }))}
          />
        </div>
        <Switch
          label={words.keepRunning}
          description={words.keepRunningHint}
          checked={view.settings.keepRunning}
          onChange={(event) => void keep.run(event.currentTarget.checked)}
        />
        {door === 'window' && (
          <Switch
            label={words.startAtLogin}
            description={words.startAtLoginHint}
            checked={view.settings.startAtLogin}
            onChange={(event) => void start.run(event.currentTarget.checked)}
          />
        )}
        <FailureNote failure={change.failure ?? keep.failure ?? start.failure} />
      </div>
    </Card>
  );
}
