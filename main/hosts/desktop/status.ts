import type { CompanionClient } from '../../owner.ts';
import { applyTheme, keepLook } from './look.ts';
import { setStartAtLogin } from './start-at-login.ts';
import type { GreenroomTray } from './tray.ts';

/** The tray shows what is on this machine; window frame and system do what the settings say. */
export function followStatus({ status, settings }: CompanionClient['companion'], tray: GreenroomTray): void {
  async function followSettings(): Promise<void> {
    const { theme, startAtLogin } = (await settings.show({})).settings;
    applyTheme(theme);
    keepLook({ theme });
    await setStartAtLogin(startAtLogin).catch((error: unknown) => console.warn('start at login:', String(error)));
  }

  async function watch(): Promise<void> {
    await followSettings();
    for await (const event of await status.watch({})) {
      tray.show(event.status);
      if (event.changed.includes('settings')) await followSettings();
    }
  }
  void watch().catch(() => {
    // The companion is gone, and with it what could be shown.
  });
}
