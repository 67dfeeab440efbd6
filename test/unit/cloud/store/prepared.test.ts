import { expect, it } from 'vitest';
import { evened, isPrepared } from '#cloud/store/prepared.ts';

it('evens lists to few lengths, without anything new in them', () => {
  const lists = Array.from({ length: 65 }, (_, length) => Array.from({ length }, (_each, at) => at));
  expect(new Set(lists.map((list) => evened(list).length))).toEqual(new Set([0, 1, 2, 4, 8, 16, 32, 64]));
  for (const list of lists) expect([...new Set(evened(list))]).toEqual(list);
});

it('prepares marked statements only', () => {
  expect([isPrepared('select 1'), isPrepared('select 1 /* prepared */')]).toEqual([false, true]);
});
