import { Failure } from '#shared/errors.ts';
import type { IntakeRow } from '#shared/models/offline.ts';
import { may } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';
import type { IssuedRow } from '../store/queries/issued-file.ts';
import { licenseFile } from './license-file.ts';
import type { CarriedRequest } from './open.ts';
import { forOthers, otherOrganization, type Plan, requestRow, stopped } from './rows.ts';
import type { IntakeWorld } from './world.ts';

/** A request that was answered: the same bytes, for ever. */
export function planAnswered(world: IntakeWorld, carried: CarriedRequest, before: IssuedRow): Plan {
  const { by, book } = world;
  const bare = requestRow(carried);
  const lease = world.leases.get(before.lease_id);
  if (before.organization_id !== book.organization.id)
    return stopped(bare, otherOrganization(world, lease ? [lease.organization] : []));
  const isTheirs = lease?.person?.id === by.person || before.issued_by === by.person;
  if (!isTheirs && !may(by.role, 'offline.for-others')) return stopped(bare, new Failure('not-allowed', forOthers));
  const row = { ...bare, ...answeredRow(before), person: lease?.person ?? null };
  const { license = null } = lease ?? {};
  const known = { license: license && { id: license.id, name: license.words }, licenseEndsAt: license?.endsAt ?? null };
  const file = licenseFile(carried.payload.machine.name, before);
  return { row: { ...row, ...known }, file: null, act: async () => ({ ...row, ...known, file }) };
}

/** What was answered, as the row shows it. */
export function answeredRow(before: IssuedRow): Pick<IntakeRow, 'days' | 'leaseEndsAt' | 'verdict'> {
  const days = Math.floor((before.lease_ends_at - before.issued_at) / day);
  return {
    days: days >= 1 && days <= 60 ? days : null,
    leaseEndsAt: before.lease_ends_at,
    verdict: { code: 'answered-before', at: before.issued_at },
  };
}
