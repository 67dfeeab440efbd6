import type { CloudClient } from '../../../renderer/api/api.ts';
import { matches } from '../../../renderer/state/license-lines.ts';
import { Failure } from '#shared/errors.ts';
import type { UpcomingEnd } from '#shared/models/license-ends.ts';
import type { LicenseAct, LicenseChange } from '#shared/models/license-change.ts';
import { type LicenseFilter, LicenseStateFilter, type ListedLicense } from '#shared/models/license-search.ts';
import { type LicenseRow, soonBefore } from '#shared/models/license.ts';
import { day, hour } from '#shared/models/time.ts';
import { people } from './carried.ts';
import type { Watched } from './world.ts';

type License = CloudClient['license'];

/** What Managers do with licenses, over the rows of the world. */
export function fakeManagedLicenses(
  world: Watched,
  who: () => unknown,
): Pick<License, 'search' | 'searchIds' | 'summary' | 'ends' | 'export' | 'previewMany' | 'changeMany'> {
  const of = (organization: string) => {
    who();
    return world.rows.filter((row) => row.organization.id === organization);
  };
  const found = (wanted: LicenseFilter & { organization: string }) => {
    const all = of(wanted.organization).filter((row) => fits(row, wanted));
    const { state } = wanted;
    return { all, rows: state === undefined ? all : all.filter((row) => isIn(row, state, world.status.now)) };
  };
  const changes = (licenses: string[], act: LicenseAct, person: string | undefined) => {
    const named = Object.values(people).find(({ id }) => id === person) ?? null;
    return licenses.flatMap((license) => {
      const row = world.rows.find(({ id }) => id === license);
      return row ? changesOf(row, act, named, world.status.now) : [];
    });
  };
  const countIn = (rows: LicenseRow[]) => {
    const figures = LicenseStateFilter.options.map((state) => [
      state,
      rows.filter((row) => isIn(row, state, world.status.now)).length,
    ]);
    return Object.fromEntries(figures) as Record<LicenseStateFilter, number>;
  };
  return {
    search: async (input) => {
      const { all, rows } = found(input);
      const { sort = 'license', descending = false, offset = 0, limit = 100 } = input;
      const sorted = rows.toSorted((a, b) => compare(a, b, sort) * (descending ? -1 : 1));
      return { rows: sorted.slice(offset, offset + limit).map(listed), total: rows.length, states: countIn(all) };
    },
    searchIds: async (input) => ({ licenses: found(input).rows.map(({ id }) => id) }),
    summary: async ({ organization }) => {
      const rows = of(organization);
      return {
        licenses: rows.length,
        seats: rows.reduce((sum, { seats }) => sum + seats, 0),
        inUse: rows.reduce((sum, { leases }) => sum + leases.length, 0),
        unassigned: found({ organization, unassigned: true }).all.length,
        states: countIn(rows),
      };
    },
    ends: async ({ organization, days = 30, limit = 50 }) => {
      const { now } = world.status;
      const isAhead = (endsAt: number | null) => endsAt !== null && endsAt > now && endsAt <= now + days * day;
      const ends = of(organization)
        .flatMap(endsOf)
        .filter(({ endsAt }) => isAhead(endsAt))
        .toSorted((a, b) => a.endsAt - b.endsAt);
      return { ends: ends.slice(0, limit), hasMore: ends.length > limit };
    },
    export: async (input) => {
      const { rows } = found(input);
      const lines = rows.map((row) => (input.format === 'csv' ? row.id : JSON.stringify(listed(row))));
      return { text: `${lines.join('\n')}\n`, rows: rows.length, next: null };
    },
    previewMany: async ({ licenses, act, person }) => ({ changes: changes(licenses, act, person) }),
    changeMany: async ({ licenses, act, person }) => {
      if (act === 'assign' && person === undefined) throw new Failure('not-found', {});
      return { changes: changes(licenses, act, person) };
    },
  };
}

/** What somebody may use, or has. */
export function fakeUsableLicenses(world: Watched, who: () => unknown): Pick<License, 'mine' | 'usable'> {
  const page = (
    rows: LicenseRow[],
    { text = '', organization, machine, offset = 0, limit = 100 }: Parameters<License['usable']>[0],
  ) => {
    who();
    const found = rows
      .filter((row) => organization === undefined || row.organization.id === organization)
      .filter((row) => matches(text, row))
      .toSorted(inOrder(machine ?? null));
    const places = world.people.memberships.map((membership) => {
      const own = found.filter((row) => row.organization.id === membership.organization.id);
      const free = own.filter(({ availability }) => availability === 'free').length;
      return { organization: membership.organization, free, total: own.length };
    });
    return { rows: found.slice(offset, offset + limit), total: found.length, places };
  };
  const isMine = (row: LicenseRow) => row.assignedToMe || row.leases.some((lease) => lease.isMine);
  return {
    mine: async (input) => page(world.rows.filter(isMine), input),
    usable: async (input) => page(world.rows, input),
  };
}

const ranks = ['free', 'in-use', 'not-assigned', 'not-started', 'ended', 'revoked'];

/** What can be taken now stands first, what is assigned to me before what is anybody's. */
const inOrder = (machine: string | null) => (a: LicenseRow, b: LicenseRow) =>
  Number(isHeld(b, machine)) - Number(isHeld(a, machine)) ||
  ranks.indexOf(a.availability) - ranks.indexOf(b.availability) ||
  Number(b.assignedToMe) - Number(a.assignedToMe) ||
  compare(a, b, 'license');

const isHeld = ({ leases }: LicenseRow, machine: string | null) =>
  leases.some((lease) => lease.isMine || lease.machine.id === machine);

const byName = new Intl.Collator('en', { numeric: true });

const textOf = (row: LicenseRow) =>
  [row.id, row.product.name, row.edition.name, ...(row.assignees ?? []).map(({ name }) => name)]
    .concat(row.leases.flatMap(({ machine, person }) => [machine.name, person?.name ?? '']))
    .join(' ')
    .toLowerCase();

function fits(row: LicenseRow, { text, product, edition, kind, person, unassigned }: LicenseFilter): boolean {
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (
    words.every((word) => textOf(row).includes(word)) &&
    (product === undefined || row.product.id === product) &&
    (edition === undefined || row.edition.id === edition) &&
    (kind === undefined || row.kind === kind) &&
    (person === undefined || (row.assignees ?? []).some(({ id }) => id === person)) &&
    (unassigned !== true || (row.kind === 'named' && (row.assignees ?? []).length === 0))
  );
}

const stateOf = ({ availability, leases, seats }: LicenseRow) =>
  availability === 'ended' || availability === 'revoked' || availability === 'not-started'
    ? availability
    : leases.length >= seats
      ? 'in-use'
      : 'free';

function isIn(row: LicenseRow, state: LicenseStateFilter, now: number): boolean {
  if (state !== 'ending-soon') return stateOf(row) === state;
  return row.endsAt !== null && row.endsAt > now && row.endsAt < now + soonBefore;
}

function compare(a: LicenseRow, b: LicenseRow, sort: string): number {
  if (sort === 'ends') return (a.endsAt ?? Infinity) - (b.endsAt ?? Infinity);
  if (sort === 'seats') return a.seats - b.seats;
  const name = ({ product, edition }: LicenseRow) => `${product.name} ${edition.name}`;
  return byName.compare(name(a), name(b));
}

function endsOf({ id, product, edition, endsAt, revokedAt, seats, leases }: LicenseRow): UpcomingEnd[] {
  const license = `${product.name} ${edition.name}`;
  const own: UpcomingEnd[] =
    endsAt === null || revokedAt !== null ? [] : [{ of: 'license', id, license, endsAt, seats }];
  const offline = leases.filter(({ mode }) => mode === 'offline');
  return [
    ...own,
    ...offline.map(
      (lease) =>
        ({
          of: 'lease',
          id: lease.id,
          license,
          endsAt: lease.leaseEndsAt,
          licenseEndsAt: endsAt,
          machine: { id: lease.machine.id, name: lease.machine.name },
          person: lease.person,
        }) as const,
    ),
  ];
}

function listed(row: LicenseRow): ListedLicense {
  const { edition, leases } = row;
  const assignees = row.assignees ?? [];
  return {
    ...row,
    edition: { id: edition.id, name: edition.name },
    inUse: leases.length,
    state: stateOf(row),
    assigned: { count: assignees.length, names: assignees.slice(0, 3).map(({ name }) => name) },
    usedBy: leases.slice(0, 3).map(({ machine, person, mode, unassignGraceEndsAt }) => ({
      machine: machine.name,
      person: person?.name ?? null,
      mode,
      unassignGraceEndsAt,
    })),
  };
}

function changesOf(row: LicenseRow, act: LicenseAct, person: LicenseChange['person'], now: number): LicenseChange[] {
  const about = { license: row.id, name: `${row.product.name} ${row.edition.name}` };
  const none = { person: null, machine: null, why: null, until: null };
  if (act === 'assign') return [{ ...about, ...none, person, outcome: 'done' }];
  const [lease] = row.leases;
  if (act === 'release')
    return lease
      ? [{ ...about, ...none, machine: lease.machine.name, person: lease.person, outcome: 'done', until: now + hour }]
      : [{ ...about, ...none, outcome: 'nothing', why: 'no-seat-in-use' }];
  const taken = person ? [person] : (row.assignees ?? []);
  if (taken.length === 0) return [{ ...about, ...none, outcome: 'nothing', why: 'not-assigned' }];
  return taken.map((each) => {
    const seat = row.leases.find((held) => held.person?.id === each.id);
    if (!seat) return { ...about, ...none, person: each, outcome: 'done' };
    const machine = seat.machine.name;
    return seat.mode === 'offline'
      ? { ...about, person: each, machine, outcome: 'refused', why: 'seat-is-offline', until: seat.leaseEndsAt }
      : { ...about, person: each, machine, outcome: 'grace', why: null, until: now + 12 * hour };
  });
}
