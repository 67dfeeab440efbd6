import { app } from 'electron';
import { denyEverythingElse } from './deny.ts';
import { answerThePage } from './door.ts';
import { savePageFiles } from './page-saves.ts';
import { setMenu } from './menu.ts';
import { servePage } from './page-protocol.ts';
import { isStartedAtLogin } from './started-at-login.ts';
import { createMainWindow } from './window.ts';

/** What happens when Greenroom starts on a desktop: the window first, what stands behind it meanwhile. */
export function run(): void {
  denyEverythingElse();
  savePageFiles();
  servePage();
  setMenu();
  const window = createMainWindow();
  if (isStartedAtLogin()) window.stayClosed();
  else window.open();
  app.on('second-instance', window.open);
  app.on('activate', window.open);

  const backstage = import('./backstage.ts').then(({ startBackstage }) => startBackstage(window));
  answerThePage(window, backstage);
}
