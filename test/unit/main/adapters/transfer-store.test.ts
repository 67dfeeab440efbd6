import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTransferStore } from '#main/adapters/transfer-store.ts';
import { memoryFolder } from '../../../support/companion.ts';

const clock = { now: () => Date.UTC(2027, 0, 1) };

it('keeps the queue in one file, and nothing beside it', async () => {
  const folder = memoryFolder();
  const store = createTransferStore(folder, clock);
  expect(await store.read()).toBeNull();
  await store.write('one');
  await store.write('other');
  expect(await store.read()).toBe('other');
  expect(readdirSync(folder)).toEqual(['transfers.json']);
});

it('puts a damaged one aside without losing it', async () => {
  const folder = memoryFolder();
  writeFileSync(join(folder, 'transfers.json'), '{');
  const store = createTransferStore(folder, clock);
  const aside = await store.keepAside();
  expect(readFileSync(aside, 'utf8')).toBe('{');
  expect(await store.read()).toBeNull();
});

it('says where it could not write', async () => {
  const store = createTransferStore(join(memoryFolder(), 'gone'), clock);
  await expect(store.write('x')).rejects.toMatchObject({ code: 'state-not-writable' });
});
