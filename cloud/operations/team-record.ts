import { Failure } from '#shared/errors.ts';
import { type CloudParts, type GuardedContext } from '../context.ts';
import { inTheWay } from '../rules/team.ts';
import { lapsesAt } from '../rules/lease-life.ts';
import type { Write } from '../store/open.ts';
import { findLicenses } from '../store/queries/license.ts';
import { liveLeasesOf } from '../store/queries/live-leases.ts';
import { machineName } from '../store/queries/machine.ts';
import { forgetInDeliveries } from '../store/queries/delivery.ts';
import { licensesInUseBy } from '../store/queries/team.ts';
import { licensesAssignedTo } from '../store/queries/team-licenses.ts';
import {
  deleteRecord,
  describePerson as writeDescription,
  type Described,
  findRecord,
} from '../store/queries/team-record.ts';
import { recordDeed } from './audit.ts';
import { steadyTeam } from './team-place.ts';

interface Wish {
  person: string;
  called?: string | null | undefined;
  note?: string | null | undefined;
}

/** Says how somebody is called here; what is left out stays. Also of who was removed: that is what the record is for. */
export function describePerson(
  parts: CloudParts,
  context: GuardedContext,
  { person, ...wish }: Wish,
): Promise<Described> {
  return context.write(async (tx) => {
    const team = await steadyTeam(parts, context, tx, [person], 'team.manage');
    const whose = { organization: team.organization.id, person };
    const before = await findRecord(tx, whose);
    if (!team.roles.has(person) && (before?.removed_at ?? null) === null) throw new Failure('not-found', {});
    const was = { called: before?.called ?? null, note: before?.note ?? null };
    const as = {
      called: wish.called === undefined ? was.called : wish.called,
      note: wish.note === undefined ? was.note : wish.note,
    };
    if (as.called === was.called && as.note === was.note) return as;
    await writeDescription(tx, whose, as);
    // A note may be deleted with the record of the person; here it would stay for ever.
    const details = {
      ...(as.called !== was.called && { called: { from: was.called, to: as.called } }),
      ...(as.note !== was.note && { note: as.note === null ? 'removed' : 'written' }),
    };
    const deed = { action: 'team.describe', organization: whose.organization, subject: person, details };
    await recordDeed(parts, context, tx, deed);
    return as;
  });
}

/** Deletes what is kept about somebody who was removed, once nothing of the organization is theirs any more (T7). */
export function forgetPerson(
  parts: CloudParts,
  context: GuardedContext,
  { person }: { person: string },
): Promise<Record<string, never>> {
  return context.write(async (tx) => {
    const team = await steadyTeam(parts, context, tx, [person], 'team.manage');
    const whose = { organization: team.organization.id, person };
    const record = await findRecord(tx, whose);
    const isMember = team.roles.has(person);
    if (!isMember && (record?.removed_at ?? null) === null) throw new Failure('not-found', {});
    const found = inTheWay({ isMember, ...(await leftTo(parts, tx, whose)) });
    if (found !== null) throw new Failure('person-in-use', found);
    await deleteRecord(tx, whose);
    await forgetInDeliveries(tx, [person, ...(record?.email ? [record.email] : [])], whose.organization);
    const details = { name: record?.name ?? null, email: record?.email ?? null };
    const deed = { action: 'team.forget', organization: whose.organization, subject: person, details };
    await recordDeed(parts, context, tx, deed);
    return {};
  });
}

/** What of the organization somebody still has: licenses they are assigned to, and seats on which something may run. */
async function leftTo(
  { clock }: CloudParts,
  tx: Write,
  { organization, person }: { organization: string; person: string },
) {
  const ids = await licensesInUseBy(tx, organization, [person]);
  if (ids.length === 0) return { licenses: [], seats: [] };
  const words = new Map((await findLicenses(tx, ids)).map((license) => [license.id, license.words]));
  const assigned = await licensesAssignedTo(tx, organization, person);
  const leases = (await liveLeasesOf(tx, person, ids)).filter((lease) => lapsesAt(lease) >= clock.now());
  const seats = [];
  for (const lease of leases)
    seats.push({
      license: words.get(lease.license) ?? lease.license,
      machine: await machineName(tx, lease.machineId),
      until: lease.unassignGraceEndsAt ?? lapsesAt(lease),
    });
  return { licenses: assigned.map((id) => words.get(id) ?? id), seats };
}
