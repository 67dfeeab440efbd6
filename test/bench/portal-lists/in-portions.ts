import type { Store, Write } from '#cloud/store/open.ts';

const atOnce = 1_000;

/** Numbers from 0, so many in a transaction: each statement stays below what the databases take as parameters. */
export async function inPortions(
  store: Store,
  count: number,
  write: (tx: Write, some: number[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => from + index);
    await store.write((tx) => write(tx, some));
  }
}
