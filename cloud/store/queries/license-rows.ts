import type { Kysely } from 'kysely';
import type { Lease, LicenseRow } from '#shared/models/license.ts';
import type { Person } from '#shared/models/person.ts';
import { may, type Role } from '#shared/models/role.ts';
import { whomToAsk } from '../../rules/ask.ts';
import { isLapsed } from '../../rules/lease-life.ts';
import { overlapWindow, releasable } from '../../rules/release.ts';
import { availability } from '../../rules/use.ts';
import type { Database } from '../schema.ts';
import { readProducts } from './catalogue.ts';
import { factsOf, toLicense } from './license.ts';
import * as parts from './license-row-parts.ts';

/**
 * Licenses as one person sees them, with seats, assignees and overlaps, in the order they are asked for. Those of
 * organizations that the person is not in are left out. A fixed number of queries, however many licenses there are.
 */
export async function licenseRows(
  db: Kysely<Database>,
  me: string,
  ids: readonly string[],
  now: number,
): Promise<LicenseRow[]> {
  const places = await parts.placesOf(db, me);
  if (places.size === 0 || ids.length === 0) return [];
  const scope = { organizations: [...places.keys()], licenses: ids };
  const licenses = await parts.licensesIn(db, scope);
  const catalogue = new Map((await readProducts(db)).map((product) => [product.id, product]));
  const leases = groupBy(await parts.liveLeasesIn(db, scope), (lease) => lease.license_id);
  const assignments = groupBy(await parts.assignmentsIn(db, scope), (assignment) => assignment.license_id);
  const overlaps = await parts.overlapCountsIn(db, scope, now - overlapWindow);
  const leaders = groupBy(await parts.leadersOf(db, scope.organizations), (leader) => leader.organization);

  const records = new Map(licenses.map((license) => [license.id, license]));
  return ids.flatMap((id) => {
    const record = records.get(id);
    if (!record) return [];
    const place = places.get(record.organization_id);
    const product = catalogue.get(record.product_id);
    const edition = product?.editions.find(({ id }) => id === record.edition_id);
    if (!place || !product || !edition) return [];
    const assignees = assignments.get(record.id) ?? [];
    const user = { role: place.role, isAssigned: assignees.some(({ person_id }) => person_id === me) };
    const live = (leases.get(record.id) ?? []).filter(
      (lease) => !isLapsed({ mode: lease.mode, endsAt: lease.ends_at, heldUntil: lease.held_until }, now),
    );
    const state = availability(factsOf(record), user, live.length, now);
    const row: LicenseRow = {
      ...toLicense(record, {
        organization: { id: record.organization_id, name: place.name },
        product: { id: product.id, name: product.name, glyph: product.glyph },
        edition,
      }),
      availability: state,
      leaseHours: place.leaseHours,
      assignedToMe: user.isAssigned,
      leases: live.map((lease) => toLease(lease, { id: me, role: place.role })),
      assignees: may(place.role, 'license.view-all') ? assignees.map(personOf) : null,
      overlaps: { count: overlaps.get(record.id) ?? 0, limit: record.overlap_limit },
      askFor: whomToAsk(leaders.get(record.organization_id) ?? [], me, state),
    };
    return [row];
  });
}

function toLease(row: parts.LeaseRecord, me: { id: string; role: Role }): Lease {
  return {
    id: row.id,
    license: row.license_id,
    machine: { id: row.machine_id, name: row.machine_name, platform: row.platform },
    person:
      row.person_id !== null && row.name !== null
        ? personOf({ ...row, person_id: row.person_id, name: row.name })
        : null,
    mode: row.mode,
    startedAt: row.started_at,
    lastSeenAt: row.last_heartbeat_at,
    leaseEndsAt: row.ends_at,
    unassignGraceEndsAt: row.unassign_grace_ends_at,
    isMine: row.person_id === me.id,
    releasable: releasable({ mode: row.mode, personId: row.person_id }, me),
  };
}

const personOf = (row: { person_id: string; name: string; email: string | null }): Person => ({
  id: row.person_id,
  name: row.name,
  email: row.email ?? '',
});

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
