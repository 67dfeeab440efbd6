import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { createAutosave } from '../../../renderer/state/autosave.ts';

const away = new Failure('cloud-unreachable', { url: 'https://greenroom.example' });

/** A field, and everything that was saved of it; each save waits until it is let go. */
function field() {
  const saves: { value: string; done: (kept?: string) => void; fail: () => void }[] = [];
  const store = createAutosave({
    saved: 'Jo',
    isGood: (value) => value.trim() !== '',
    explain: () => away,
    save: (value) =>
      new Promise((resolve, reject) => {
        saves.push({ value, done: (kept = value.trim()) => resolve(kept), fail: () => reject(away) });
      }),
  });
  return { store, saves, settle: () => vi.advanceTimersByTimeAsync(0) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('A4 a field that saves by itself', () => {
  test('saves once, after a pause, and takes over what was kept', async () => {
    const { store, saves, settle } = field();
    for (const typed of ['Jo B', 'Jo Be', 'Jo Berg ']) store.type(typed);
    await vi.advanceTimersByTimeAsync(999);
    expect(saves).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saves.map(({ value }) => value)).toEqual(['Jo Berg ']);
    expect(store.getState().phase).toBe('saving');
    saves[0]?.done();
    await settle();
    expect(store.getState()).toEqual({ typed: 'Jo Berg', saved: 'Jo Berg', phase: 'saved', failure: null });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(saves).toHaveLength(1);
  });

  test('saves at once when it is left, and what was typed meanwhile after that', async () => {
    const { store, saves, settle } = field();
    store.type('Jo B');
    void store.flush();
    await settle();
    store.type('Jo Berg');
    void store.flush();
    await settle();
    expect(saves.map(({ value }) => value)).toEqual(['Jo B']);
    saves[0]?.done();
    await settle();
    expect(saves.map(({ value }) => value)).toEqual(['Jo B', 'Jo Berg']);
    saves[1]?.done();
    await settle();
    expect(store.getState()).toMatchObject({ typed: 'Jo Berg', saved: 'Jo Berg', phase: 'saved' });
  });

  test('that failed keeps what was typed, can be tried again, and put back', async () => {
    const { store, saves, settle } = field();
    store.type('Jo Berg');
    void store.flush();
    await settle();
    saves[0]?.fail();
    await settle();
    expect(store.getState()).toEqual({ typed: 'Jo Berg', saved: 'Jo', phase: 'failed', failure: away });
    void store.flush();
    await settle();
    saves[1]?.fail();
    await settle();
    store.undo();
    expect(store.getState()).toEqual({ typed: 'Jo', saved: 'Jo', phase: 'at-rest', failure: null });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(saves).toHaveLength(2);
  });

  test('saves neither what is no good nor what is no change', async () => {
    const { store, saves } = field();
    store.type('  ');
    await vi.advanceTimersByTimeAsync(5_000);
    store.type('Jo');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(saves).toEqual([]);
  });
});
