import { app } from 'electron';

/** What the system starts Greenroom with when the person signs in: no window opens. */
export const inTray = '--in-tray';

/** Whether the system started it, not a person. */
export const isStartedAtLogin = (): boolean =>
  process.argv.includes(inTray) || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
