import { DateTime } from 'luxon';
import type { Glyph } from '#shared/models/catalogue.ts';
import type { ExportFormat } from '#shared/models/export.ts';
import {
  LicenseState,
  type LicenseFilter,
  type LicenseOrder,
  type LicenseStateFilter,
  LicenseStateFilter as States,
  type ListedLicense,
} from '#shared/models/license-search.ts';
import { text } from '#shared/text/index.ts';
import { type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { csvRecord } from '#shared/csv.ts';
import { wordsOf } from '../rules/words.ts';
import { firstAssignees, firstSeats } from '../store/queries/license-first-names.ts';
import {
  countLicenses,
  editionNames,
  findLicenseIds,
  findLicensePage,
  narrowed,
  type LicensesWanted,
} from '../store/queries/license-search.ts';
import { timeZoneOf } from '../store/queries/organization.ts';
import { os } from './base.ts';

const rowsOfPart = 1_000;

/** Licenses of an organization as its managers look for them: found, counted, written into files. */
export function licenseSearchOperations({ store, clock }: Pick<CloudParts, 'store' | 'clock'>) {
  type Names = Awaited<ReturnType<typeof editionNames>>;

  async function wantedBy(context: GuardedContext, filter: LicenseFilter, names: Names): Promise<LicensesWanted> {
    const { organization } = placeOf(context);
    const { text: query, endsBefore, product, edition, kind, person, unassigned } = filter;
    const called = (word: string) =>
      names.filter((name) => `${name.product_name} ${name.edition_name}`.toLowerCase().includes(word));
    const zone = endsBefore === undefined ? null : await timeZoneOf(store.db, organization);
    return {
      organization,
      now: clock.now(),
      words: wordsOf(query).map((word) => ({ word, editions: called(word) })),
      product,
      edition,
      kind,
      person,
      unassigned,
      ...(zone !== null && {
        endsBefore: DateTime.fromISO(endsBefore ?? '', { zone })
          .startOf('day')
          .toMillis(),
      }),
    };
  }

  async function rowsOf(
    wanted: LicensesWanted,
    names: Names,
    page: { state?: LicenseStateFilter | undefined; order: LicenseOrder; offset: number; limit: number },
  ): Promise<ListedLicense[]> {
    const found = await findLicensePage(store.db, { ...wanted, ...page });
    const ids = found.map(({ id }) => id);
    const assigned = await firstAssignees(store.db, ids);
    const seats = await firstSeats(store.db, ids, wanted.now);
    const nameOf = new Map(names.map((name) => [`${name.product} ${name.edition}`, name]));
    return found.map((row) => ({
      id: row.id,
      ...inWords(row, nameOf.get(`${row.product_id} ${row.edition_id}`)),
      kind: row.kind,
      trial: row.trial === 1,
      seats: row.seats,
      inUse: row.in_use,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      revokedAt: row.revoked_at,
      state: row.state,
      assigned: assigned.get(row.id) ?? { count: 0, names: [] },
      usedBy: seats.get(row.id) ?? [],
    }));
  }

  return {
    search: os.license.search.handler(async ({ context, input }) => {
      const { state, sort, descending, offset, limit } = input;
      const names = await editionNames(store.db);
      const wanted = await narrowed(store.db, await wantedBy(context, input, names));
      const states = inStates(await countLicenses(store.db, wanted));
      const total = state === undefined ? all(states) : states[state];
      const rows = await rowsOf(wanted, names, { state, order: { sort, descending }, offset, limit });
      return { rows, total, states };
    }),

    searchIds: os.license.searchIds.handler(async ({ context, input }) => {
      const wanted = await wantedBy(context, input, await editionNames(store.db));
      return { licenses: await findLicenseIds(store.db, { ...wanted, state: input.state }) };
    }),

    summary: os.license.summary.handler(async ({ context }) => {
      const { organization } = placeOf(context);
      const now = clock.now();
      const counts = await countLicenses(store.db, { organization, now });
      const running = counts.filter(({ state }) => state === 'free' || state === 'in-use');
      const unassigned = await countLicenses(store.db, { organization, now, unassigned: true });
      const states = inStates(counts);
      return {
        licenses: all(states),
        seats: sum(running.map(({ seats }) => seats)),
        inUse: sum(running.map(({ inUse }) => inUse)),
        unassigned: sum(unassigned.map(({ licenses }) => licenses)),
        states,
      };
    }),

    export: os.license.export.handler(async ({ context, input }) => {
      const { state, sort, descending, offset, format } = input;
      const page = { state, order: { sort, descending }, offset, limit: rowsOfPart };
      const names = await editionNames(store.db);
      const wanted = await narrowed(store.db, await wantedBy(context, input, names));
      const rows = await rowsOf(wanted, names, page);
      const head = format === 'csv' && offset === 0 ? csvRecord(Object.values(text.licenseList.columns)) : '';
      return {
        text: head + rows.map((row) => written(row, format)).join(''),
        rows: rows.length,
        next: rows.length < rowsOfPart ? null : offset + rows.length,
      };
    }),
  };
}

/** An edition that is licensed cannot leave the catalogue. */
const inWords = (
  row: { product_id: string; edition_id: string },
  name: Awaited<ReturnType<typeof editionNames>>[number] | undefined,
) => ({
  product: {
    id: row.product_id,
    name: name?.product_name ?? row.product_id,
    glyph: (name?.glyph ?? 'cube') as Glyph,
  },
  edition: { id: row.edition_id, name: name?.edition_name ?? row.edition_id },
});

function inStates(counts: Awaited<ReturnType<typeof countLicenses>>): Record<LicenseStateFilter, number> {
  const of = (state: LicenseStateFilter) =>
    counts.filter((each) => (state === 'ending-soon' ? each.endsSoon : each.state === state));
  return Object.fromEntries(
    States.options.map((state) => [state, sum(of(state).map(({ licenses }) => licenses))]),
  ) as Record<LicenseStateFilter, number>;
}

/** What ends soon is also free or in use. */
const all = (states: Record<LicenseStateFilter, number>) => sum(LicenseState.options.map((state) => states[state]));
const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);

function written(row: ListedLicense, format: ExportFormat): string {
  if (format === 'json-lines') return `${JSON.stringify(row)}\n`;
  const words = text.licenseList;
  const { product, edition, kind, seats, inUse, startsAt, endsAt, revokedAt, state, assigned, usedBy } = row;
  return csvRecord([
    row.id,
    product.name,
    edition.name,
    words.kinds[kind],
    words.states[state],
    String(seats),
    String(inUse),
    new Date(startsAt).toISOString(),
    endsAt === null ? '' : new Date(endsAt).toISOString(),
    revokedAt === null ? '' : new Date(revokedAt).toISOString(),
    words.someOf(assigned.names, assigned.count),
    words.someOf(
      usedBy.map(({ machine }) => machine),
      inUse,
    ),
  ]);
}
