import { join } from 'node:path';
import { app, session } from 'electron';
import { isOfThePage } from './places.ts';

/** What the page made itself is saved where the person says. It can get nothing from elsewhere. */
export function savePageFiles(): void {
  session.defaultSession.on('will-download', (event, item) => {
    if (!isOfThePage(item.getURL())) return event.preventDefault();
    item.setSaveDialogOptions({ defaultPath: join(app.getPath('downloads'), item.getFilename()) });
  });
}
