import { app } from 'electron';
import { setFolders } from './places.ts';
import { registerPageScheme } from './page-protocol.ts';

// What must happen before Electron is ready; everything else follows in run.ts.
setFolders();
registerPageScheme();
if (app.requestSingleInstanceLock()) {
  void Promise.all([import('./run.ts'), app.whenReady()]).then(([{ run }]) => run());
} else {
  app.quit();
}
