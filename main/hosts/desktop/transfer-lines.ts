import type { Transfer, TransferEvent } from '#shared/models/transfer.ts';
import { text } from '#shared/text/index.ts';

const words = text.desktop.transfers;

export interface TransferLines {
  /** Something moves: the machine should not fall asleep over it. */
  isBusy: boolean;
  /** For the tray. */
  lines: string[];
}

/** Follows the transfers by their events, in as few words as a tray has room for. */
export function createTransferLines(): (event: TransferEvent) => TransferLines {
  const states = new Map<string, Transfer['state']>();
  return ({ transfers, order }) => {
    for (const { id, state } of transfers) states.set(id, state);
    for (const id of states.keys()) if (!order.includes(id)) states.delete(id);
    const count = (...wanted: Transfer['state'][]) =>
      [...states.values()].filter((state) => wanted.includes(state)).length;
    const running = count('running', 'verifying');
    const waiting = count('waiting-for-network');
    const lines = [running > 0 ? words.running(running) : '', waiting > 0 ? words.waiting(waiting) : ''];
    return { isBusy: running > 0, lines: lines.filter(Boolean) };
  };
}
