import type { Transfer } from '#shared/models/transfer.ts';
import type { KeptTransfer } from './kept-transfers.ts';
import type { Speed } from './speed.ts';
import type { RunProgress, TransferOrder } from './transfer-ports.ts';

/** A run that goes on, or is coming to its end. */
export interface Run {
  stop: AbortController;
  ended: Promise<void>;
  speed: Speed;
  /** Since when it waits for the network, by the clock that only grows; null: it does not. */
  waitsSince: number | null;
}

/** A transfer, as the queue knows it. */
export interface Entry {
  order: TransferOrder;
  state: Transfer['state'];
  failure: Transfer['failure'];
  note: Transfer['note'];
  progress: Omit<RunProgress, 'state'>;
  path: string | null;
  run: Run | null;
  /** Cancelled: nobody sees it any more, and nothing else may write where it wrote until its bytes are gone. */
  isLeaving: boolean;
}

const nothingYet = { verifiedBytes: 0, receivedBytes: 0, fetchedBytes: 0, reusedBytes: 0 };

/** A transfer that waits for its turn, with nothing known of what is there already. */
export const newEntry = (order: TransferOrder): Entry => ({
  order,
  state: 'queued',
  failure: null,
  note: null,
  progress: nothingYet,
  path: null,
  run: null,
  isLeaving: false,
});

export const entryOf = ({ order, hold, failure, verifiedBytes }: KeptTransfer): Entry => ({
  ...newEntry(order),
  state: hold === 'paused' || hold === 'failed' ? hold : 'queued',
  failure,
  progress: { ...nothingYet, verifiedBytes, receivedBytes: verifiedBytes },
  isLeaving: hold === 'leaving',
});

/** What is kept of it; null: it is done, and forgotten at the end. */
export function keptOf({ order, state, failure, progress, isLeaving }: Entry): KeptTransfer | null {
  if (state === 'done' && !isLeaving) return null;
  const held = state === 'paused' || state === 'failed' ? state : 'none';
  return { order, hold: isLeaving ? 'leaving' : held, failure, verifiedBytes: progress.verifiedBytes };
}

/** As everybody sees it. */
export function transferOf({ order, state, failure, note, progress, path, run }: Entry): Transfer {
  const { channel: _channel, organization: _organization, folder: _folder, ...asked } = order;
  const speed = run && isUnderWay(state) ? run.speed : null;
  const rate = speed?.rate() ?? null;
  return {
    ...asked,
    ...progress,
    state,
    failure,
    note,
    bytesPerSecond: rate,
    secondsLeft: rate ? Math.max(0, order.size - progress.receivedBytes) / rate : null,
    speeds: speed?.samples() ?? [],
    path,
  };
}

const isUnderWay = (state: Transfer['state']) => state === 'running' || state === 'waiting-for-network';

/** Where the bytes go: no two transfers may write to the same place. */
export const placeOf = ({ kind, product, version, artifact, drive, folder }: Omit<TransferOrder, 'id' | 'addedAt'>) =>
  [kind === 'save' ? ['stick', drive, folder] : ['library'], product.id, version, artifact.id].flat().join('\n');
