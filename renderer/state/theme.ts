import { useMantineColorScheme } from '@mantine/core';
import type { Settings } from '#shared/models/settings.ts';
import { useApi, useStores } from './use.tsx';

type Theme = Settings['theme'];

/** The theme, and how to change it: in this machine's settings, or for this browser in the portal. */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => Promise<void> } {
  const { companion } = useApi();
  const { settings } = useStores();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const setTheme = async (theme: Theme) => {
    setColorScheme(theme === 'system' ? 'auto' : theme);
    await companion?.settings.update({ theme });
    await settings?.refresh();
  };
  return { theme: colorScheme === 'auto' ? 'system' : colorScheme, setTheme };
}
