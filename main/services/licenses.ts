import { Failure } from '#shared/errors.ts';
import type { LicenseRow } from '#shared/models/license.ts';
import type { HeldLease } from '#shared/models/status.ts';
import type { CloudConnection, CompanionPorts } from './ports.ts';
import type { MachineCalls } from './machine-calls.ts';
import type { Session } from './session.ts';

type Recommendation = { license: string | null; why: 'held-before' | 'assigned' | 'floating' | 'none' };

export interface Licenses {
  list(scope: 'mine' | 'all'): Promise<LicenseRow[]>;
  recommend(): Promise<Recommendation>;
  pick(license: string, replaces: string | null): Promise<HeldLease>;
  held(): HeldLease[];
  /** Takes a seat with a room code; needs nobody signed in. */
  enter(room: string): Promise<HeldLease>;
  release(lease: string): Promise<void>;
  /** Gives back every online seat of this machine, and says how many. */
  releaseOnline(): Promise<number>;
}

/** The licenses of the person, and the leases of this machine. */
export function createLicenses(
  { machineState, log }: Pick<CompanionPorts, 'machineState' | 'log'>,
  cloud: CloudConnection,
  calls: MachineCalls,
  session: Pick<Session, 'who'>,
): Licenses {
  async function list(scope: 'mine' | 'all'): Promise<LicenseRow[]> {
    const { memberships } = await session.who();
    const rows = scope === 'mine' ? await cloud.client.license.mine({}) : await cloud.client.license.all({});
    const places = memberships.map(({ organization }) => organization.id);
    return rows.toSorted((a, b) => places.indexOf(a.organization.id) - places.indexOf(b.organization.id));
  }

  return {
    list,
    async recommend() {
      return recommend(await list('all'), machineState.lastPick());
    },
    async pick(license, replaces) {
      await session.who();
      const held = await calls.pick(license, replaces);
      const lease = held.find((one) => one.license === license);
      if (!lease) throw new Failure('answer-refused', { refusal: 'lease-missing' });
      await machineState
        .keepLastPick(license)
        .catch((error: unknown) => log.warn('the last pick could not be kept', { error: String(error) }));
      return lease;
    },
    async enter(room) {
      const before = machineState.leases().map(({ id }) => id);
      const held = await calls.enter(room);
      // Asked again, the same lease comes: it is nobody's, as all that come by a room code.
      const lease = held.find(({ id }) => !before.includes(id)) ?? held.find(({ person }) => person === null);
      if (!lease) throw new Failure('answer-refused', { refusal: 'lease-missing' });
      return lease;
    },
    held: () => machineState.leases(),
    async release(lease) {
      const held = machineState.leases().find(({ id }) => id === lease);
      if (!held) throw new Failure('no-lease-here', {});
      if (held.mode === 'offline' && held.standing !== 'ended')
        throw new Failure('lease-is-offline', { until: held.leaseEndsAt });
      await calls.giveBack(lease);
    },
    async releaseOnline() {
      const online = machineState.leases().filter(({ mode, standing }) => mode === 'online' && standing !== 'ended');
      for (const { id } of online) await calls.giveBack(id);
      return online.length;
    },
  };
}

/** What an operator in a hurry would choose: what ran here before, then what was given to them, then what is free for all. */
export function recommend(rows: LicenseRow[], lastPick: string | null): Recommendation {
  const free = rows.filter(({ availability }) => availability === 'free');
  const before = free.find(({ id }) => id === lastPick);
  if (before) return { license: before.id, why: 'held-before' };
  const assigned = free.find(({ assignedToMe }) => assignedToMe);
  if (assigned) return { license: assigned.id, why: 'assigned' };
  const [floating] = free;
  return floating ? { license: floating.id, why: 'floating' } : { license: null, why: 'none' };
}
