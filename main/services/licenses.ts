import { Failure } from '#shared/errors.ts';
import type { LicenseRow } from '#shared/models/license.ts';
import type { HeldLease } from '#shared/models/status.ts';
import type { CloudConnection, CompanionPorts } from './ports.ts';
import type { MachineCalls } from './machine-calls.ts';
import type { Session } from './session.ts';

type Recommendation = { license: string | null; why: 'held-before' | 'assigned' | 'floating' | 'none' };

interface Wanted {
  scope: 'mine' | 'usable';
  text?: string | undefined;
  limit: number;
}

/** So many are looked at to recommend one; what can be taken stands first. */
const lookedAt = 100;

export interface Licenses {
  list(wanted: Wanted): Promise<LicenseRow[]>;
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
  async function list({ scope, text, limit }: Wanted): Promise<LicenseRow[]> {
    await session.who();
    const { rows } = await cloud.client.license[scope]({ text, limit, machine: machineState.machine().id });
    return rows;
  }

  /** Null when it is not this person's to see, or is no more. */
  async function show(license: string): Promise<LicenseRow | null> {
    return cloud.client.license.show({ license }).catch((error: unknown) => {
      if (error instanceof Failure && error.code === 'not-found') return null;
      throw error;
    });
  }

  return {
    list,
    async recommend() {
      const rows = await list({ scope: 'usable', limit: lookedAt });
      const last = machineState.lastPick();
      const before = last === null || rows.some(({ id }) => id === last) ? null : await show(last);
      return recommend(before ? [before, ...rows] : rows, last);
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
