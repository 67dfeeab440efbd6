import { createStore, type StoreApi } from 'zustand';
import type { ArtifactRef } from '#shared/models/release.ts';
import type { Transfer, TransferEvent, TransferState } from '#shared/models/transfer.ts';
import type { CompanionClient } from '../api/api.ts';
import { follow } from './follow.ts';

/** Everything on its way to this machine, or to a stick. Who reads one transfer is told of that one alone. */
export interface Transfers {
  phase: 'connecting' | 'live' | 'lost';
  byId: Readonly<Record<string, Transfer>>;
  /** The queue; the same array as long as nothing moves. */
  order: readonly string[];
}

export type TransfersStore = StoreApi<Transfers>;

export const createTransfers = (): TransfersStore =>
  createStore<Transfers>(() => ({ phase: 'connecting', byId: {}, order: [] }));

/** What is known after an event. `isFirst`: it has all of them, so that older knowledge counts no more. */
export function merge(known: Transfers, { transfers, order }: TransferEvent, isFirst: boolean): Transfers {
  const told = Object.fromEntries(transfers.map((transfer) => [transfer.id, transfer]));
  const all = isFirst ? told : { ...known.byId, ...told };
  const isSame = order.length === known.order.length && order.every((id, at) => id === known.order[at]);
  const listed = order.filter((id) => id in all);
  const isWhole = listed.length === order.length && Object.keys(all).length === order.length;
  return {
    phase: 'live',
    byId: isWhole ? all : Object.fromEntries(listed.map((id) => [id, all[id] as Transfer])),
    order: isSame && listed.length === order.length ? known.order : listed,
  };
}

/** Follows `download.watch` and comes back to it whenever it breaks off. Returns its stop. */
export function startTransfers(store: TransfersStore, companion: CompanionClient): () => void {
  return follow((signal) => companion.download.watch({}, { signal }), {
    value: (event, isFirst) => store.setState((known) => merge(known, event, isFirst), true),
    lost: () => store.setState({ phase: 'lost' }),
  });
}

const underWay: ReadonlySet<TransferState> = new Set(['running', 'verifying', 'waiting-for-network']);
export const isUnderWay = ({ state }: Pick<Transfer, 'state'>): boolean => underWay.has(state);

export interface Counts {
  running: number;
  waiting: number;
  queued: number;
  paused: number;
  failed: number;
  done: number;
}

/** How many there are of each, in the order people ask for. */
export function countsOf({ byId, order }: Pick<Transfers, 'byId' | 'order'>): Counts {
  const counts: Counts = { running: 0, waiting: 0, queued: 0, paused: 0, failed: 0, done: 0 };
  for (const id of order) {
    const state = byId[id]?.state;
    if (state === 'running' || state === 'verifying') counts.running += 1;
    else if (state === 'waiting-for-network') counts.waiting += 1;
    else if (state) counts[state] += 1;
  }
  return counts;
}

/** What the ring in the top bar shows. */
export interface Ring {
  /** Under way; else those that are paused. */
  count: number;
  isPaused: boolean;
  /** Of all of them together, in whole hundredths: it is drawn anew no more often than it is seen to move. */
  share: number;
}

/** Null: there is nothing a ring could show. */
export function ringOf({ byId, order }: Pick<Transfers, 'byId' | 'order'>): Ring | null {
  const all = order.flatMap((id) => byId[id] ?? []);
  const active = all.filter(isUnderWay);
  const shown = active.length > 0 ? active : all.filter(({ state }) => state === 'paused');
  if (shown.length === 0) return null;
  const size = shown.reduce((sum, transfer) => sum + transfer.size, 0);
  const verified = shown.reduce((sum, transfer) => sum + transfer.verifiedBytes, 0);
  return {
    count: shown.length,
    isPaused: active.length === 0,
    share: size === 0 ? 0 : Math.floor((verified / size) * 100) / 100,
  };
}

/** What brings this artifact to this machine, and has not done so yet. */
export function transferOf({ byId, order }: Pick<Transfers, 'byId' | 'order'>, ref: ArtifactRef): Transfer | null {
  for (const id of order) {
    const transfer = byId[id];
    if (!transfer || transfer.kind === 'save' || transfer.state === 'done') continue;
    if (
      transfer.artifact.id === ref.artifact &&
      transfer.version === ref.version &&
      transfer.product.id === ref.product
    )
      return transfer;
  }
  return null;
}
