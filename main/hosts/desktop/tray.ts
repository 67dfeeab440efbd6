import { app, Menu, nativeImage, Tray } from 'electron';
import type { Status } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { iconFolder } from './places.ts';
import { trayLines } from './tray-lines.ts';
import type { MainWindow } from './window.ts';

/** The lamp beside the clock: what is on this machine, in words, while the window is closed. */
export function createTray(window: MainWindow): { show(status: Status): void } {
  const tray = new Tray(nativeImage.createFromPath(`${iconFolder}tray.png`));
  tray.on('click', window.open);
  return {
    show: (status) => {
      tray.setToolTip(['Greenroom', ...trayLines(status)].join('\n'));
      tray.setContextMenu(menuOf(status, window));
    },
  };
}

const menuOf = (status: Status, window: MainWindow) =>
  Menu.buildFromTemplate([
    { label: status.machine.name, enabled: false },
    ...trayLines(status).map((label) => ({ label, enabled: false })),
    { type: 'separator' },
    { label: text.desktop.open, click: window.open },
    { label: text.desktop.quit, click: () => app.quit() },
  ]);
