import { expect, it } from 'vitest';
import { groupCommit } from '#cloud/store/group-commit.ts';
import type { Write } from '#cloud/store/open.ts';
import { freshStore } from '../../../support/store.ts';

const put = (name: string) => async (tx: Write) => {
  await tx.insertInto('cloud_fact').values({ name, value: name }).execute();
  return name;
};

it('writes that gather share a transaction; one that fails is undone alone', async () => {
  const { db } = await freshStore('sqlite');
  let begun = 0;
  const write = groupCommit(
    db.withPlugin({
      transformQuery: ({ node }) => {
        if (node.kind === 'RawNode' && node.sqlFragments[0] === 'savepoint one') begun += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    }),
  );
  const outcomes = await Promise.allSettled([
    write(put('first')),
    write(async (tx) => {
      await put('undone')(tx);
      throw new Error('changed my mind');
    }),
    write(put('first')),
    write(put('last')),
  ]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(begun).toBe(4);
  const names = await db.selectFrom('cloud_fact').select('name').orderBy('name').execute();
  expect(names.map((row) => row.name)).toEqual(['first', 'last']);
  expect(await write(put('later'))).toBe('later');
});
