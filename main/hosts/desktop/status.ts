import type { CompanionClient } from '../../owner.ts';
import { applyTheme, keepLook } from './look.ts';
import { createTray } from './tray.ts';
import type { MainWindow } from './window.ts';

/** The tray shows what is on this machine; the window's frame wears the theme of the settings. */
export function followStatus({ status, settings }: CompanionClient['companion'], window: MainWindow): void {
  const tray = createTray(window);

  async function followTheme(): Promise<void> {
    const { theme } = (await settings.show({})).settings;
    applyTheme(theme);
    keepLook({ theme });
  }

  async function watch(): Promise<void> {
    await followTheme();
    for await (const event of await status.watch({})) {
      tray.show(event.status);
      if (event.changed.includes('settings')) await followTheme();
    }
  }
  void watch().catch(() => {
    // The companion is gone, and with it what could be shown.
  });
}
