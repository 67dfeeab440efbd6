import { powerSaveBlocker } from 'electron';
import type { CompanionClient } from '../../owner.ts';
import { createTransferLines } from './transfer-lines.ts';
import type { GreenroomTray } from './tray.ts';

/** While transfers run the machine stays awake, and the tray says how many there are. */
export function followTransfers({ download }: CompanionClient['companion'], tray: GreenroomTray): void {
  let blocker: number | null = null;

  function keepAwake(isBusy: boolean): void {
    if (isBusy && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (isBusy || blocker === null) return;
    powerSaveBlocker.stop(blocker);
    blocker = null;
  }

  async function watch(): Promise<void> {
    const linesAfter = createTransferLines();
    for await (const event of await download.watch({})) {
      const { isBusy, lines } = linesAfter(event);
      keepAwake(isBusy);
      tray.showTransfers(lines);
    }
  }
  // The companion is gone, and with it what ran.
  void watch().catch(() => keepAwake(false));
}
