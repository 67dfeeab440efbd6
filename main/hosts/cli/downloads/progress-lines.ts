import type { Transfer } from '#shared/models/transfer.ts';
import { text } from '#shared/text/index.ts';
import type { Terminal } from '../terminal.ts';
import { progressLine } from '../views/transfers.ts';

/** Figures that change more often than this cannot be read. */
const pace = 400;

/** A line for each transfer under way, and how many wait behind them. */
export function createProgressLines(
  terminal: Pick<Terminal, 'progress' | 'progressWidth'>,
  now = () => performance.now(),
) {
  let shownAt = -Infinity;
  let shown = '';

  return {
    show(all: readonly Transfer[], order: readonly string[]): void {
      if (terminal.progressWidth === 0) return;
      const states = all.map(({ id, state }) => `${id} ${state}`).join();
      if (states === shown && now() - shownAt < pace) return;
      shown = states;
      shownAt = now();
      const inOrder = order.flatMap((id) => all.find((transfer) => transfer.id === id) ?? []);
      const lines = inOrder
        .filter(isUnderWay)
        .map((transfer) => progressLine(transfer, Math.min(terminal.progressWidth, 100)));
      const waiting = inOrder.filter(({ state }) => state === 'queued').length;
      if (waiting > 0) lines.push(text.cli.downloads.transfers.more(waiting));
      terminal.progress(lines.length > 0 ? lines.join('\n') : null);
    },
    clear(): void {
      shown = '';
      terminal.progress(null);
    },
  };
}

const isUnderWay = ({ state }: Transfer) => state !== 'queued' && state !== 'done' && state !== 'failed';
