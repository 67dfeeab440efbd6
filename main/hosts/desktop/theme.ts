import { applyTheme, keepLook } from './look.ts';
import type { Companion } from '../../companion.ts';
import type { CompanionClient } from './client.ts';

/** The window's frame wears the theme of the settings, and remembers it for the next start. */
export function followTheme({ settings }: CompanionClient, onChange: Companion['onChange']): void {
  const follow = async () => {
    const { theme } = (await settings.show({})).settings;
    applyTheme(theme);
    keepLook({ theme });
  };
  onChange(() => void follow());
  void follow();
}
