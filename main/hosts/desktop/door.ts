import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, type IpcMainEvent } from 'electron';
import type { CompanionRouter } from '../../companion.ts';
import { pageOrigin } from './places.ts';
import type { MainWindow } from './window.ts';

/** Answers the page over the message port it hands in; asks that come before the companion is ready wait. */
export function answerThePage(window: MainWindow, router: Promise<CompanionRouter>): void {
  ipcMain.on('greenroom-port', (event) => {
    const [port] = event.ports;
    if (!port) return;
    if (!isThePage(event, window)) return port.close();
    void router.then((ready) => {
      new RPCHandler(ready).upgrade(port, { context: {} });
      port.start();
    });
  });
}

const isThePage = ({ sender, senderFrame }: IpcMainEvent, window: MainWindow) =>
  window.isOurs(sender) && senderFrame === sender.mainFrame && senderFrame.url.startsWith(`${pageOrigin}/`);
