import { app } from 'electron';
import { createAutostartFile } from '../../adapters/autostart-file.ts';
import { inTray } from './started-at-login.ts';

/** Has the system start Greenroom when the person signs in, or no longer. Settings in another folder are a trial, which the system never starts. */
export async function setStartAtLogin(isWanted: boolean): Promise<void> {
  if (process.env['GREENROOM_CONFIG']) return;
  const [program = process.execPath, ...args] = command();
  if (process.platform === 'linux') return createAutostartFile([program, ...args]).set(isWanted);
  if (app.getLoginItemSettings({ path: program, args }).openAtLogin !== isWanted)
    app.setLoginItemSettings({ openAtLogin: isWanted, path: program, args });
}

/** An AppImage is mounted at another place each time it starts; in a checkout, Electron is told which app it is. */
function command(): string[] {
  const program = process.env['APPIMAGE'] || process.execPath;
  return [program, ...(app.isPackaged ? [] : [app.getAppPath()]), inTray];
}
