import { describe, expect, it } from 'vitest';
import type { Transfer } from '#shared/models/transfer.ts';
import { placeOf, shownOrder } from '../../../renderer/state/transfer-order.ts';
import {
  countsOf,
  createTransfers,
  merge,
  ringOf,
  startTransfers,
  transferOf as transferOfArtifact,
  type Transfers,
} from '../../../renderer/state/transfers.ts';
import { fakeCompanion } from '../../support/fake-api/companion.ts';
import { pictureTime as now } from '../../support/fake-api/data.ts';
import { artifactOf } from '../../support/fake-api/releases-data.ts';
import { transferOf } from '../../support/fake-api/releases-transfers.ts';
import { createWorld } from '../../support/fake-api/world.ts';
import { waitFor } from '../../support/wait-for.ts';

const artifact = artifactOf('installer-linux', 'installer', 'Graphics for Linux', 1_000, 'linux');
const make = (id: string, change: Partial<Transfer> = {}): Transfer => ({
  ...transferOf({ version: '1.0.0' }, artifact, { id: 'graphics', name: 'Graphics' }, now),
  id,
  ...change,
});
const all = (...transfers: Transfer[]): Transfers =>
  merge({ phase: 'connecting', byId: {}, order: [] }, { transfers, order: transfers.map(({ id }) => id) }, true);

describe('what is known of transfers', () => {
  const known = all(make('A'), make('B'), make('C'));

  it('changes what is told and leaves the others the very same', () => {
    const next = merge(known, { transfers: [make('B', { verifiedBytes: 5 })], order: ['A', 'B', 'C'] }, false);
    expect(next.byId.B?.verifiedBytes).toBe(5);
    expect(next.byId.A).toBe(known.byId.A);
    expect(next.order).toBe(known.order);
  });

  it('forgets what is no longer in the order, and knows what came', () => {
    const next = merge(known, { transfers: [make('D')], order: ['D', 'C', 'A'] }, false);
    expect(Object.keys(next.byId).toSorted()).toEqual(['A', 'C', 'D']);
    expect(next.order).toEqual(['D', 'C', 'A']);
  });

  it('believes the first event of a connection alone', () => {
    const next = merge(known, { transfers: [make('A', { state: 'paused' })], order: ['A'] }, true);
    expect(next.order).toEqual(['A']);
    expect(next.byId.A?.state).toBe('paused');
  });

  it('follows the companion, and comes back with everything when the stream breaks off', async () => {
    const world = createWorld(now, (made) => {
      made.transfers = [make('A')];
      made.moves = false;
    });
    const companion = fakeCompanion(world);
    const { watch } = companion.download;
    let tries = 0;
    const broken = {
      ...companion,
      download: {
        ...companion.download,
        watch: (async (...args: Parameters<typeof watch>) => {
          tries += 1;
          if (tries === 1) throw new TypeError('the port was closed');
          return watch(...args);
        }) as typeof watch,
      },
    };
    const store = createTransfers();
    const phases: string[] = [];
    store.subscribe(({ phase }) => phases.push(phase));
    const stop = startTransfers(store, broken);
    await waitFor(() => expect(store.getState().phase).toBe('live'));
    expect(phases).toEqual(['lost', 'live']);
    expect(store.getState().order).toEqual(['A']);
    await companion.download.cancel({ transfer: 'A' });
    await waitFor(() => expect(store.getState().order).toEqual([]));
    stop();
  });

  it('costs less than half a millisecond for each event while a hundred are queued', () => {
    const queue = Array.from({ length: 104 }, (_, at) => make(`T-${at}`, { state: at < 4 ? 'running' : 'queued' }));
    let state = all(...queue);
    const { order } = state;
    const events = 2_000;
    const before = process.cpuUsage();
    for (let at = 0; at < events; at += 1) {
      const moved = queue.slice(0, 4).map((each) => ({ ...each, verifiedBytes: at % 1_000 }));
      state = merge(state, { transfers: moved, order: [...order] }, false);
      ringOf(state);
      countsOf(state);
    }
    const { user, system } = process.cpuUsage(before);
    const each = (user + system) / 1_000 / events;
    console.log(`an event with 104 transfers: ${each.toFixed(4)} ms of processor time`);
    expect(state.byId['T-3']?.verifiedBytes).toBe((events - 1) % 1_000);
    expect(each).toBeGreaterThan(0);
    expect(each).toBeLessThan(0.5);
  });
});

describe('the ring and the counts', () => {
  it('shows what is under way and how far it is together', () => {
    const state = all(
      make('A', { state: 'running', verifiedBytes: 600 }),
      make('B', { state: 'waiting-for-network', verifiedBytes: 0 }),
      make('C', { state: 'queued' }),
      make('D', { state: 'done', verifiedBytes: 1_000 }),
    );
    expect(ringOf(state)).toEqual({ count: 2, isPaused: false, share: 0.3 });
    expect(countsOf(state)).toEqual({ running: 1, waiting: 1, queued: 1, paused: 0, failed: 0, done: 1 });
  });

  it('shows what is paused when nothing moves, and nothing when nothing is left', () => {
    expect(ringOf(all(make('A', { state: 'paused', verifiedBytes: 500 })))).toEqual({
      count: 1,
      isPaused: true,
      share: 0.5,
    });
    expect(ringOf(all(make('A', { state: 'done' }), make('B', { state: 'failed' })))).toBeNull();
    expect(ringOf(all(make('A', { state: 'running', size: 0 })))?.share).toBe(0);
  });
});

describe('the transfer of an artifact', () => {
  const ref = { product: 'graphics', version: '1.0.0', artifact: 'installer-linux' };

  it('is the one that brings it here', () => {
    const state = all(
      make('S', { kind: 'save', state: 'running' }),
      make('O', { version: '0.9.0' }),
      make('A', { state: 'paused' }),
    );
    expect(transferOfArtifact(state, ref)?.id).toBe('A');
  });

  it('is none when it only goes to a stick, or is done', () => {
    expect(transferOfArtifact(all(make('S', { kind: 'save' }), make('A', { state: 'done' })), ref)).toBeNull();
  });
});

describe('the order', () => {
  const state = all(
    make('D', { state: 'done' }),
    make('R', { state: 'running' }),
    make('A'),
    make('F', { state: 'failed' }),
    make('B', { state: 'paused' }),
    make('C'),
  );

  it('shows what is done last', () => {
    expect(shownOrder(state)).toEqual(['R', 'A', 'F', 'B', 'C', 'D']);
  });

  it('moves a transfer past the next one that waits, whatever stands between them', () => {
    expect(placeOf(state, 'B', 'up')).toBe(2);
    expect(placeOf(state, 'A', 'down')).toBe(4);
    expect(placeOf(state, 'C', 'first')).toBe(2);
  });

  it('leaves the first, the last and what already runs where they are', () => {
    expect(placeOf(state, 'A', 'up')).toBeNull();
    expect(placeOf(state, 'A', 'first')).toBeNull();
    expect(placeOf(state, 'C', 'down')).toBeNull();
    expect(placeOf(state, 'R', 'down')).toBeNull();
  });
});
