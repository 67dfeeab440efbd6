import { RPCHandler } from '@orpc/server/message-port';
import { app, type MessagePortMain } from 'electron';
import { startDesktopCompanion } from './companion.ts';
import { quitInOrder, sayWhyItCannotStart, stayInTray } from './life.ts';
import { followPower } from './power.ts';
import { followStatus } from './status.ts';
import { followTransfers } from './transfers.ts';
import { createTray } from './tray.ts';
import type { MainWindow } from './window.ts';

/** The companion behind the window, and what of the desktop follows it. Connects the ports of pages to it. */
export async function startBackstage(window: MainWindow): Promise<(port: MessagePortMain) => void> {
  try {
    const { router, client, stop } = await startDesktopCompanion(window);
    quitInOrder(stop);
    stayInTray(client.companion);
    followPower(client.companion);
    const tray = createTray(window);
    followStatus(client.companion, tray);
    followTransfers(client.companion, tray);
    const handler = new RPCHandler(router);
    return (port) => {
      handler.upgrade(port, { context: {} });
      port.start();
    };
  } catch (error) {
    sayWhyItCannotStart(error);
    app.exit(1);
    throw error;
  }
}
