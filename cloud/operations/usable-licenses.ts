import type { UsableLicenses, UsableSearch } from '#shared/models/license.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import { wordsOf } from '../rules/words.ts';
import { placesOf } from '../store/queries/license-row-parts.ts';
import { licenseRows } from '../store/queries/license-rows.ts';
import { editionNames } from '../store/queries/license-search.ts';
import { countUsable, usableIds, type UsableWanted } from '../store/queries/usable-licenses.ts';

/** One page of the licenses that whoever calls may use, or has (L1, L2): all organizations, the default one first. */
export async function usableLicenses(
  { store, clock }: Pick<CloudParts, 'store' | 'clock'>,
  context: GuardedContext,
  which: UsableWanted['which'],
  { text, organization, machine, offset, limit }: UsableSearch,
): Promise<UsableLicenses> {
  const me = callerOf(context).person.id;
  const now = clock.now();
  const all = [...(await placesOf(store.db, me))].map(([id, { name, role }]) => ({ id, name, role }));
  const places = organization === undefined ? all : all.filter(({ id }) => id === organization);
  if (places.length === 0) return { rows: [], total: 0, places: [] };
  const names = await editionNames(store.db);
  const words = wordsOf(text).map((word) => ({
    word,
    editions: names.filter((name) => `${name.product_name} ${name.edition_name}`.toLowerCase().includes(word)),
    organizations: places.filter(({ name }) => name.toLowerCase().includes(word)).map(({ id }) => id),
  }));
  const wanted = { me, places, which, machine, words, now };
  const counts = await countUsable(store.db, wanted);
  const rows = await licenseRows(store.db, me, await usableIds(store.db, wanted, { offset, limit }), now);
  const found = places.map(({ id, name }) => ({
    organization: { id, name },
    ...(counts.get(id) ?? { free: 0, total: 0 }),
  }));
  return { rows, total: found.reduce((sum, { total }) => sum + total, 0), places: found };
}
