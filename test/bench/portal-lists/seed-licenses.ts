import { sampleCatalogue } from '#cloud/sample/catalogue.ts';
import type { Store } from '#cloud/store/open.ts';
import { replaceCatalogue } from '#cloud/store/queries/catalogue.ts';
import { day, type Moment } from '#shared/models/time.ts';
import { inPortions } from './in-portions.ts';
import { drawn, licenseId, personId, seatsOf, type Sizes, spanOf } from './sizes.ts';

const editions = sampleCatalogue.products.flatMap(({ id, editions: own }) =>
  own.map((edition) => ({ product_id: id, edition_id: edition.id })),
);

/** Licenses of every product and edition; three of four are named. Half of these are assigned, floating ones rarely. */
export async function seedLicenses(store: Store, organization: string, { licenses, people }: Sizes, now: Moment) {
  await store.write((tx) => replaceCatalogue(tx, sampleCatalogue));
  await inPortions(store, licenses, async (tx, some) => {
    const rows = some.map((at) => ({
      id: licenseId(at),
      organization_id: organization,
      ...(editions[drawn(21, at, editions.length)] ?? { product_id: '', edition_id: '' }),
      kind: kindOf(at),
      trial: drawn(22, at, 50) === 0 ? 1 : 0,
      seats: seatsOf(at),
      overlap_limit: seatsOf(at),
      starts_at: spanOf(at, now).startsAt,
      ends_at: spanOf(at, now).endsAt,
      revoked_at: drawn(23, at, 100) === 0 ? now - drawn(24, at, 90) * day : null,
      created_at: spanOf(at, now).startsAt,
    }));
    await tx.insertInto('license').values(rows).execute();
    const assignments = some.flatMap((at) =>
      assigneesOf(at, people).map((person) => ({
        license_id: licenseId(at),
        person_id: person,
        assigned_at: now - 5 * day,
        assigned_by: null,
      })),
    );
    if (assignments.length > 0) await tx.insertInto('assignment').values(assignments).execute();
  });
}

export const kindOf = (at: number): 'named' | 'floating' => (drawn(25, at, 4) === 0 ? 'floating' : 'named');

/** Whom a license is assigned to: nobody, one, or a few. */
export function assigneesOf(at: number, people: number): string[] {
  const isAssigned = drawn(26, at, 20) < (kindOf(at) === 'named' ? 11 : 2);
  const count = isAssigned ? 1 + (seatsOf(at) > 1 ? drawn(27, at, 4) : 0) : 0;
  const begin = drawn(28, at, people);
  return Array.from({ length: count }, (_, index) => personId((begin + index * 7) % people));
}

/** Lets somebody use every license there is. */
export async function assignEverything(store: Store, person: string, { licenses }: Sizes, now: Moment): Promise<void> {
  await inPortions(store, licenses, (tx, some) => {
    const rows = some.map((at) => ({
      license_id: licenseId(at),
      person_id: person,
      assigned_at: now,
      assigned_by: null,
    }));
    return tx.insertInto('assignment').values(rows).execute();
  });
}
