import { day, hour } from '#shared/models/time.ts';
import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import type { Write } from '../store/open.ts';
import { openOverlap } from '../store/queries/overlap.ts';
import { addLicenses } from '../store/queries/vendor.ts';
import { endOfDay } from './days.ts';
import { carryLicenses } from './carried.ts';
import type { LicenseLine, SeatLine } from './license-line.ts';
import type { MachineKey } from './machines.ts';
import type { PersonKey } from './people.ts';

export interface World extends Pick<CloudParts, 'clock' | 'random' | 'keys'> {
  organization: string;
  timeZone: string;
  people: Record<PersonKey, string>;
  machines: Record<MachineKey, string>;
}

/** Adds licenses with everything that happened to them. Online leases get their end from keep-alive.ts. */
export async function addLicenseLines(tx: Write, world: World, lines: readonly LicenseLine[]): Promise<void> {
  for (const line of lines) await addLicenseLine(tx, world, line);
}

async function addLicenseLine(tx: Write, world: World, line: LicenseLine): Promise<void> {
  const { clock, random, organization, timeZone, people } = world;
  const now = clock.now();
  const [product, edition] = line.what;
  const id = newId(random, 'L');
  const license = {
    id,
    organization,
    product,
    edition,
    kind: line.named ? ('named' as const) : ('floating' as const),
    trial: line.trial ?? false,
    seats: line.seats ?? 1,
    startsAt: endOfDay(now, line.startsIn ?? -146, timeZone) - day + 60_000,
    endsAt: line.endsIn === null ? null : endOfDay(now, line.endsIn, timeZone),
  };
  await addLicenses(tx, [license], now);
  if (line.revokedAgo) {
    await tx
      .updateTable('license')
      .set({ revoked_at: now - line.revokedAgo * day })
      .where('id', '=', id)
      .execute();
  }
  if (line.to) {
    const assigned = line.to.map((person) => ({
      license_id: id,
      person_id: people[person],
      assigned_at: now - 60 * day,
      assigned_by: null,
    }));
    await tx.insertInto('assignment').values(assigned).execute();
  }
  await addSeats(tx, world, id, line);
}

async function addSeats(tx: Write, world: World, license: string, line: LicenseLine): Promise<void> {
  const now = world.clock.now();
  const live = (line.used ?? []).map((seat, at) => liveSeat(world, license, at + 1, seat));
  if (live.length > 0) await tx.insertInto('lease').values(live).execute();
  await carryLicenses(tx, world, line, live);
  if (line.was) {
    const at = now - line.was.daysAgo * day;
    const ended = { ended_at: at, end_reason: 'license-ended' as const, ended_by: null, told_in: 1, told_at: at };
    await tx
      .insertInto('lease')
      .values({ ...liveSeat(world, license, 1, line.was), ends_at: at, ...ended })
      .execute();
  }
  if (line.overlap) {
    const { by, hoursAgo } = line.overlap;
    const at = now - hoursAgo * hour;
    const seat = { ...liveSeat(world, license, 1, line.overlap), ends_at: at + 15 * hour };
    const ended = { ended_at: at, end_reason: 'released' as const, ended_by: world.people[by] };
    await tx
      .insertInto('lease')
      .values({ ...seat, ...ended })
      .execute();
    await openOverlap(tx, {
      id: newId(world.random, 'V'),
      lease: { id: seat.id, mode: 'online', endsAt: seat.ends_at, heldUntil: null },
      license,
      machine: seat.machine_id,
      causedBy: world.people[by],
      now: at,
    });
  }
}

function liveSeat(world: World, license: string, seat: number, { who, on, offline, grace }: SeatLine) {
  const now = world.clock.now();
  const startedAt = now - (offline ? offline.writtenAgo * day : 5 * hour + seat * 7 * 60_000);
  return {
    id: newId(world.random, 'S'),
    license_id: license,
    seat,
    machine_id: world.machines[on],
    person_id: world.people[who],
    mode: offline ? ('offline' as const) : ('online' as const),
    started_at: startedAt,
    last_heartbeat_at: startedAt,
    ends_at: offline?.endsIn ? endOfDay(now, offline.endsIn, world.timeZone) : now,
    unassign_grace_ends_at: grace ? now + grace.hours * hour : null,
    ended_at: null,
    end_reason: null,
    ended_by: grace ? world.people[grace.by] : null,
    told_in: null,
    told_at: null,
  };
}
