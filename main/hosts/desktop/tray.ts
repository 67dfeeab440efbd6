import { app, Menu, nativeImage, Tray } from 'electron';
import type { HeldLease, Status } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { iconFolder } from './places.ts';
import type { MainWindow } from './window.ts';

/** The lamp beside the clock: what is on this machine, in words, while the window is closed. */
export function createTray(window: MainWindow): { show(status: Status): void } {
  const tray = new Tray(nativeImage.createFromPath(`${iconFolder}tray.png`));
  tray.on('click', window.open);
  return {
    show: (status) => {
      tray.setToolTip(['Greenroom', ...linesOf(status)].join('\n'));
      tray.setContextMenu(menuOf(status, window));
    },
  };
}

const menuOf = (status: Status, window: MainWindow) =>
  Menu.buildFromTemplate([
    { label: status.machine.name, enabled: false },
    ...linesOf(status).map((label) => ({ label, enabled: false })),
    { type: 'separator' },
    { label: text.desktop.open, click: window.open },
    { label: text.desktop.quit, click: () => app.quit() },
  ]);

function linesOf({ leases }: Status): string[] {
  const live = leases.filter(({ standing }) => standing !== 'ended');
  return live.length > 0 ? live.map(lineOf) : [text.desktop.noLease];
}

const lineOf = ({ product, edition, leaseEndsAt }: HeldLease) =>
  text.desktop.lease({
    product: product.name,
    edition: edition.name,
    until: new Date(leaseEndsAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
  });
