import { app, Menu, nativeImage, Tray } from 'electron';
import type { Status } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { iconFolder } from './places.ts';
import { trayLines } from './tray-lines.ts';
import type { MainWindow } from './window.ts';

export interface GreenroomTray {
  show(status: Status): void;
  showTransfers(lines: readonly string[]): void;
}

/** The lamp beside the clock: what is on this machine, in words, while the window is closed. */
export function createTray(window: MainWindow): GreenroomTray {
  const tray = new Tray(nativeImage.createFromPath(`${iconFolder}tray.png`));
  let status: Status | null = null;
  let transfers: readonly string[] = [];
  tray.on('click', window.open);

  function draw(): void {
    if (!status) return;
    const lines = [...trayLines(status), ...transfers];
    tray.setToolTip(['Greenroom', ...lines].join('\n'));
    tray.setContextMenu(menuOf(status.machine.name, lines, window));
  }

  return {
    show(next) {
      status = next;
      draw();
    },
    showTransfers(lines) {
      // Events come often, and a menu that is made anew closes.
      if (lines.join() === transfers.join()) return;
      transfers = lines;
      draw();
    },
  };
}

const menuOf = (machine: string, lines: readonly string[], window: MainWindow) =>
  Menu.buildFromTemplate([
    { label: machine, enabled: false },
    ...lines.map((label) => ({ label, enabled: false })),
    { type: 'separator' },
    { label: text.desktop.open, click: window.open },
    { label: text.desktop.quit, click: () => app.quit() },
  ]);
