import { expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import type { LicenseChange } from '#shared/models/license-change.ts';
import { createMany } from '../../../renderer/state/many.ts';

const licenses = Array.from({ length: 250 }, (_, at) => `L-${at}`);
const changeOf = (license: string): LicenseChange => ({
  license,
  name: 'Graphics XR',
  person: null,
  machine: null,
  outcome: 'done',
  why: null,
  until: null,
});

function world(answer: (call: number) => Promise<void> = async () => {}) {
  const calls: { licenses: string[]; key: string }[] = [];
  let keys = 0;
  const store = createMany(
    licenses,
    async (some, key) => {
      calls.push({ licenses: some, key });
      await answer(calls.length);
      return { changes: some.map(changeOf) };
    },
    { explain: (error) => error as Failure, newKey: () => `key-${++keys}` },
  );
  return { store, calls };
}

it('L6: goes through all of them in portions of at most 100, each with a key of its own', async () => {
  const { store, calls } = world();
  await store.run();
  expect(calls.map((call) => call.licenses.length)).toEqual([100, 100, 50]);
  expect(new Set(calls.map(({ key }) => key)).size).toBe(3);
  expect(store.getState()).toMatchObject({ state: 'finished', done: 250 });
  expect(store.getState().changes.map(({ license }) => license)).toEqual(licenses);
});

it('L6: stopped, it ends after the portion that is under way, and goes on from there', async () => {
  const { store, calls } = world(async (call) => void (call === 1 && store.stop()));
  await store.run();
  expect(store.getState()).toMatchObject({ state: 'stopped', done: 100 });
  await store.run();
  expect(store.getState()).toMatchObject({ state: 'finished', done: 250 });
  expect(calls).toHaveLength(3);
});

it('L6: a portion that failed is tried again with the same key, so that nothing happens twice', async () => {
  const { store, calls } = world(async (call) => {
    if (call === 2) throw new Failure('cloud-unreachable', { url: 'https://cloud.example' });
  });
  await store.run();
  expect(store.getState()).toMatchObject({ state: 'failed', done: 100, failure: { code: 'cloud-unreachable' } });
  await store.run();
  expect(store.getState()).toMatchObject({ state: 'finished', done: 250, failure: null });
  expect(calls[2]).toEqual(calls[1]);
});
