import { describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { asFailure } from '../../../renderer/api/failure.ts';
import { createResource } from '../../../renderer/state/resource.ts';

const explain = (error: unknown) => asFailure(error, 'window', 'greenroom://app');

/** Answers in the order the test wants. */
function answers<T>() {
  const waiting: { resolve: (value: T) => void; reject: (error: unknown) => void }[] = [];
  const load = () => new Promise<T>((resolve, reject) => void waiting.push({ resolve, reject }));
  return { load, waiting };
}

describe('a resource', () => {
  it('keeps the last value while it reloads, and when that fails', async () => {
    const { load, waiting } = answers<string>();
    const store = createResource(load, explain, () => 7);
    const first = store.refresh();
    expect(store.getState().phase).toBe('loading');
    waiting[0]?.resolve('old');
    await first;
    expect(store.getState()).toMatchObject({ phase: 'ready', value: 'old', at: 7 });
    const second = store.refresh();
    waiting[1]?.reject(new Failure('not-signed-in', {}));
    await second;
    expect(store.getState()).toMatchObject({ phase: 'failed', value: 'old', failure: { code: 'not-signed-in' } });
  });

  it('believes the newest call, whatever comes last', async () => {
    const { load, waiting } = answers<string>();
    const store = createResource(load, explain, () => 0);
    const calls = [store.refresh(), store.refresh()];
    waiting[1]?.resolve('new');
    waiting[0]?.resolve('old');
    await Promise.all(calls);
    expect(store.getState().value).toBe('new');
  });

  it('forgets what is under way when somebody else comes', async () => {
    const { load, waiting } = answers<string>();
    const store = createResource(load, explain, () => 0);
    const call = store.refresh();
    store.clear();
    waiting[0]?.resolve('of the other person');
    await call;
    expect(store.getState()).toMatchObject({ phase: 'idle', value: null });
  });
});

describe('an error of a call', () => {
  it('is never taken for a refusal when nobody answered', () => {
    expect(asFailure(new TypeError('fetch failed'), 'portal', 'https://cloud').code).toBe('cloud-unreachable');
    expect(asFailure(new DOMException('too long', 'TimeoutError'), 'portal', 'https://cloud').code).toBe(
      'cloud-unreachable',
    );
    expect(asFailure(new TypeError('fetch failed'), 'web', 'http://127.0.0.1').code).toBe('owner-unreachable');
    expect(asFailure(new Failure('not-found', {}), 'portal', 'https://cloud').code).toBe('not-found');
    expect(asFailure(new Error('a bug'), 'portal', 'https://cloud').code).toBe('internal');
  });
});
