import { createRouterClient } from '@orpc/server';
import { app } from 'electron';
import type { CompanionRouter } from '../../companion.ts';
import { startCompanion } from './companion.ts';
import { quitInOrder, sayWhyItCannotStart, stayInTray } from './life.ts';
import { followPower } from './power.ts';
import { followTheme } from './theme.ts';
import { showTray } from './tray.ts';
import type { MainWindow } from './window.ts';

/** The companion behind the window, and what of the desktop follows it. */
export async function startBackstage(window: MainWindow): Promise<CompanionRouter> {
  try {
    const { router, status, onChange, stop } = await startCompanion();
    const companion = createRouterClient(router, { context: {} }).companion;
    quitInOrder(stop);
    stayInTray(companion);
    showTray(window, { status, onChange });
    followTheme(companion, onChange);
    followPower(companion);
    return router;
  } catch (error) {
    sayWhyItCannotStart(error);
    app.exit(1);
    throw error;
  }
}
