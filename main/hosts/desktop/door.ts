import { ipcMain, type IpcMainEvent, type MessagePortMain } from 'electron';
import { pageOrigin } from './places.ts';
import type { MainWindow } from './window.ts';

/** Takes the message port that the page hands in; what the page asks before the companion is ready waits in it. */
export function answerThePage(window: MainWindow, connect: Promise<(port: MessagePortMain) => void>): void {
  ipcMain.on('greenroom-port', (event) => {
    const [port] = event.ports;
    if (!port) return;
    if (isThePage(event, window)) void connect.then((serve) => serve(port));
    else port.close();
  });
}

const isThePage = ({ sender, senderFrame }: IpcMainEvent, window: MainWindow) =>
  window.isOurs(sender) && senderFrame === sender.mainFrame && senderFrame.url.startsWith(`${pageOrigin}/`);
