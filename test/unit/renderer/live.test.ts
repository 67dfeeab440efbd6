import { describe, expect, it } from 'vitest';
import { asFailure } from '../../../renderer/api/failure.ts';
import { createLiveStore, startLive } from '../../../renderer/state/live.ts';
import { pictureTime as now } from '../../support/fake-api/data.ts';
import { fakeCompanion } from '../../support/fake-api/companion.ts';
import { createWorld } from '../../support/fake-api/world.ts';
import { waitFor } from '../../support/wait-for.ts';

const explain = (error: unknown) => asFailure(error, 'window', 'greenroom://app');

describe('following this machine', () => {
  it('shows every change, and tells which topics changed', async () => {
    const world = createWorld(now);
    const store = createLiveStore();
    const topics: string[][] = [];
    const stop = startLive(store, {
      companion: fakeCompanion(world),
      explain,
      now: () => 1,
      onChange: (changed) => topics.push([...changed]),
    });
    await waitFor(() => expect(store.getState().phase).toBe('live'));
    world.status = { ...world.status, notices: [{ id: 'N-1', at: now, kind: 'clock-differs', byMilliseconds: 1 }] };
    world.changed(['notice']);
    await waitFor(() => expect(store.getState().status?.notices).toHaveLength(1));
    expect(topics.at(-1)).toEqual(['notice']);
    stop();
  });

  it('comes back when the stream breaks off, and asks for everything again', async () => {
    const world = createWorld(now);
    const companion = fakeCompanion(world);
    const store = createLiveStore();
    const phases: string[] = [];
    const topics: string[][] = [];
    store.subscribe(({ phase }) => phases.push(phase));
    let tries = 0;
    const broken = {
      ...companion,
      status: {
        ...companion.status,
        watch: (async (...args: Parameters<typeof companion.status.watch>) => {
          tries += 1;
          if (tries === 1) throw new TypeError('the port was closed');
          return companion.status.watch(...args);
        }) as typeof companion.status.watch,
      },
    };
    const stop = startLive(store, {
      companion: broken,
      explain,
      now: () => 1,
      onChange: (changed) => topics.push([...changed]),
    });
    await waitFor(() => expect(store.getState().phase).toBe('live'));
    expect(phases).toEqual(['lost', 'live']);
    expect(topics[0]).toContain('license');
    stop();
  });
});
