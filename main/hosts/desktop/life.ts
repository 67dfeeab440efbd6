import { app, dialog } from 'electron';
import { Failure } from '#shared/errors.ts';
import { explain, text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../owner.ts';

/** Closing the window ends nothing, unless the person wants it so. */
export function stayInTray({ settings }: CompanionClient['companion']): void {
  app.on('window-all-closed', () => {
    void settings.show({}).then(({ settings: { keepRunning } }) => keepRunning || app.quit());
  });
}

/** Heartbeat and embedded cloud come to rest before the process ends. */
export function quitInOrder(stop: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    void stop().finally(() => app.exit());
  });
}

export function sayWhyItCannotStart(error: unknown): void {
  const why = error instanceof Failure ? explain(error) : { sentence: String(error), next: '' };
  dialog.showErrorBox(text.desktop.cannotStart, `${why.sentence}\n\n${why.next}`);
}
