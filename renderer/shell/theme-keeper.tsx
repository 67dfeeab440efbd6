import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import type { Settings } from '#shared/models/settings.ts';
import type { ResourceStore } from '../state/resource.ts';
import type { SettingsView } from '../state/stores.ts';
import { useResource, useStores } from '../state/use.tsx';

export const schemeOf = (theme: Settings['theme']) => (theme === 'system' ? 'auto' : theme);

/** The theme of this machine's settings decides; in the portal each browser remembers its own. */
export function ThemeKeeper() {
  const { settings } = useStores();
  return settings ? <Kept settings={settings} /> : null;
}

function Kept({ settings }: { settings: ResourceStore<SettingsView> }) {
  const { value } = useResource(settings);
  const { setColorScheme } = useMantineColorScheme();
  const theme = value?.settings.theme;
  useEffect(() => {
    if (theme) setColorScheme(schemeOf(theme));
  }, [theme, setColorScheme]);
  return null;
}
