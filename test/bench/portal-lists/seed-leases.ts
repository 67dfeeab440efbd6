import type { Store } from '#cloud/store/open.ts';
import { day, hour, minute, type Moment } from '#shared/models/time.ts';
import { inPortions } from './in-portions.ts';
import { assigneesOf } from './seed-licenses.ts';
import { drawn, licenseId, machineId, personId, seatsOf, type Sizes, spanOf } from './sizes.ts';

/** Machines, seats in use on them (online, offline, a few that have lapsed), and seats that were in use. */
export async function seedLeases(store: Store, size: Sizes, now: Moment): Promise<void> {
  await inPortions(store, size.machines, async (tx, some) => {
    await tx
      .insertInto('machine')
      .values(some.map((at) => machineOf(at, now)))
      .execute();
    const facts = some.flatMap((at) =>
      Object.entries(hardwareOf(at)).map(([name, hash]) => ({ machine_id: machineId(at), name, hash })),
    );
    await tx.insertInto('machine_factor').values(facts).execute();
  });
  const live = size.onlineLeases + size.offlineLeases;
  const places = placesFor(live, size, now);
  const all = places.length + size.endedLeases;
  await inPortions(store, all, (tx, some) => {
    const rows = some.map((at) => {
      const place = places[at];
      return place ? liveLease(at, place, at >= size.onlineLeases, size, now) : endedLease(at, size, now);
    });
    return tx.insertInto('lease').values(rows).execute();
  });
}

/** Most facts are a machine's own; many have the same processor, and a few stand on the hardware of another. */
const hardwareOf = (at: number) => ({
  'os-machine-id': `os-${drawn(45, at, 50) === 0 ? at - 1 : at}`,
  'system-uuid': `system-${drawn(45, at, 50) === 0 ? at - 1 : at}`,
  'disk-serial': `disk-${drawn(45, at, 50) === 0 ? at - 1 : at}`,
  cpu: `cpu-${drawn(46, at, 20)}`,
});

function machineOf(at: number, now: Moment) {
  return {
    id: machineId(at),
    public_key: machineId(at),
    name: `${['RENDER', 'GFX', 'OB', 'STUDIO'][at % 4]}-${String(at).padStart(4, '0')}`,
    platform: (['linux', 'windows'] as const)[drawn(31, at, 2)] ?? 'linux',
    app_version: '0.1.0',
    evidence: JSON.stringify(hardwareOf(at)),
    first_seen_at: now - 300 * day,
    last_seen_at: now - drawn(32, at, 10) * minute,
    counter: 1,
    sequence: 1,
    last_nonce: null,
    last_call_digest: null,
    last_answer: null,
    barred_at: null,
  };
}

interface Place {
  license: number;
  seat: number;
}

/** Seats of licenses that run, one after the other all over; a license with several has several of them in use. */
function placesFor(count: number, { licenses }: Sizes, now: Moment): Place[] {
  const places: Place[] = [];
  for (let license = 0; license < licenses && places.length < count; license += 3) {
    const { startsAt, endsAt } = spanOf(license, now);
    if (startsAt > now || (endsAt !== null && endsAt <= now) || drawn(23, license, 100) === 0) continue;
    const taken = Math.min(seatsOf(license), 1 + drawn(33, license, 6), count - places.length);
    for (let seat = 1; seat <= taken; seat++) places.push({ license, seat });
  }
  return places;
}

function liveLease(at: number, { license, seat }: Place, isOffline: boolean, size: Sizes, now: Moment) {
  const hasLapsed = drawn(34, at, 40) === 0;
  const endsAt = isOffline ? now + (1 + drawn(35, at, 60)) * day : now + 24 * hour - drawn(35, at, 600) * minute;
  const [assignee = personId(drawn(36, at, size.people))] = assigneesOf(license, size.people).slice(seat - 1);
  return {
    ...lease(at, license, seat, at % size.machines, now - (1 + drawn(37, at, 90)) * day),
    person_id: assignee,
    mode: isOffline ? ('offline' as const) : ('online' as const),
    last_heartbeat_at: now - drawn(38, at, 10) * minute,
    ends_at: hasLapsed ? now - 5 * day : endsAt,
    unassign_grace_ends_at: drawn(39, at, 100) === 0 && !isOffline ? now + 6 * hour : null,
    ended_at: null,
    end_reason: null,
  };
}

function endedLease(at: number, size: Sizes, now: Moment) {
  const endedAt = now - drawn(40, at, 90 * 24) * hour;
  return {
    ...lease(
      at,
      drawn(41, at, size.licenses),
      1,
      drawn(42, at, size.machines),
      endedAt - (1 + drawn(43, at, 72)) * hour,
    ),
    person_id: personId(drawn(44, at, size.people)),
    mode: 'online' as const,
    last_heartbeat_at: endedAt,
    ends_at: endedAt,
    unassign_grace_ends_at: null,
    ended_at: endedAt,
    end_reason: 'returned' as const,
  };
}

const lease = (at: number, license: number, seat: number, machine: number, startedAt: Moment) => ({
  id: `S-${at}`,
  license_id: licenseId(license),
  seat,
  machine_id: machineId(machine),
  started_at: startedAt,
  ended_by: null,
  told_in: null,
  told_at: null,
});
