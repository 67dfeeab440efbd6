import { expect, it } from 'vitest';
import { createPaged } from '../../../renderer/state/paged.ts';

function world(count: number) {
  const all = Array.from({ length: count }, (_, at) => ({ id: `L-${at}` }));
  const asked: { offset: number; limit: number }[] = [];
  const store = createPaged(
    async (page) => {
      asked.push(page);
      return { rows: all.slice(page.offset, page.offset + page.limit), total: all.length };
    },
    ({ id }) => id,
    (error) => {
      throw error;
    },
    () => 0,
  );
  const ids = () => store.getState().value?.rows.map(({ id }) => id) ?? [];
  return { all, asked, store, ids };
}

it('L2: a list of thousands begins with its first page, and grows by one when somebody scrolls on', async () => {
  const { asked, store, ids } = world(5_000);
  await store.more();
  expect(ids()).toHaveLength(100);
  await store.more();
  expect(ids()).toHaveLength(300);
  expect(asked).toEqual([
    { offset: 0, limit: 100 },
    { offset: 100, limit: 200 },
  ]);
});

it('L2: fetched again, it has as many as were looked at, as they are now', async () => {
  const { all, asked, store, ids } = world(1_000);
  await store.refresh();
  await store.more();
  all.shift();
  await store.refresh();
  expect(ids()).toHaveLength(300);
  expect(ids()[0]).toBe('L-1');
  expect(asked.slice(2)).toEqual([
    { offset: 0, limit: 200 },
    { offset: 200, limit: 100 },
  ]);
});

it('L2: nothing is asked for beyond the end, and one that moved is not there twice', async () => {
  const { all, asked, store, ids } = world(150);
  await store.refresh();
  all.unshift({ id: 'L-new' });
  await store.more();
  expect(new Set(ids()).size).toBe(ids().length);
  expect(ids()).toHaveLength(150);
  const before = asked.length;
  all.length = 150;
  await store.refresh();
  await store.more();
  expect(asked.length - before).toBe(1);
});
