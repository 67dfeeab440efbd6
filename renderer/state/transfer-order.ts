import { actsOf } from './transfer-lines.ts';
import type { Transfers } from './transfers.ts';

type Queue = Pick<Transfers, 'byId' | 'order'>;

/** As they are shown: the queue as it is, and below it what is done. */
export function shownOrder({ byId, order }: Queue): string[] {
  const isDone = (id: string) => byId[id]?.state === 'done';
  return [...order.filter((id) => !isDone(id)), ...order.filter(isDone)];
}

/** The place in the queue a transfer goes to, past the next one that waits too; null: it stays where it is. */
export function placeOf({ byId, order }: Queue, transfer: string, to: 'up' | 'down' | 'first'): number | null {
  const waiting = order.filter((id) => {
    const each = byId[id];
    return each !== undefined && actsOf(each).move;
  });
  const at = waiting.indexOf(transfer);
  const other = at < 0 ? undefined : to === 'first' ? waiting[0] : waiting[at + (to === 'up' ? -1 : 1)];
  return other === undefined || other === transfer ? null : order.indexOf(other);
}
