import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { Lease, LicenseRow } from '#shared/models/license.ts';
import type { Status } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { identityTroubleOf } from './identity.ts';

/** The five states a thing can be in, and nothing else is ever coloured. */
export type Tally = 'on' | 'soon' | 'ended' | 'free' | 'held';
/** Icons of `held`, whose shape says why; and of `soon` while it waits for a network. */
export type TallyIcon = 'user' | 'lock' | 'device' | 'check' | 'waiting' | 'sent' | 'again';

export interface Standing {
  tally: Tally;
  word: string;
  icon?: TallyIcon;
}

/** The lease of a row that is on this machine. */
export const leaseHere = (row: LicenseRow, machine: string | null): Lease | null =>
  row.leases.find((lease) => lease.machine.id === machine) ?? null;

const words = text.window.parts.tally;

/** The tally of one license, as this person sees it from this machine. */
export function standingOfRow(row: LicenseRow, machine: string | null, now: number): Standing {
  const mine = leaseHere(row, machine) ?? row.leases.find(({ isMine }) => isMine) ?? null;
  return standingOfSeat(row, mine, machine, now);
}

/** The tally of one seat of a license; without a lease, of what is left of it. */
export function standingOfSeat(row: LicenseRow, lease: Lease | null, machine: string | null, now: number): Standing {
  if (row.availability === 'revoked') return { tally: 'ended', word: words.revoked };
  if (row.availability === 'ended') return { tally: 'ended', word: words.ended };
  if (row.availability === 'not-started') return { tally: 'held', icon: 'lock', word: words.notStarted };
  if (lease && (lease.unassignGraceEndsAt !== null || endsSoon(row.endsAt, now)))
    return { tally: 'soon', word: words.soon };
  if (lease?.mode === 'offline' && endsSoon(lease.leaseEndsAt, now)) return { tally: 'soon', word: words.renewSoon };
  if (lease && lease.machine.id === machine) return { tally: 'on', word: words.on };
  if (lease) return standingElsewhere(lease);
  if (row.availability === 'free') return { tally: 'free', word: words.free };
  if (row.availability === 'not-assigned') return { tally: 'held', icon: 'user', word: words.notAssigned };
  const onlyOffline = row.leases.length > 0 && row.leases.every(({ mode }) => mode === 'offline');
  return onlyOffline
    ? { tally: 'held', icon: 'lock', word: words.offline }
    : { tally: 'held', icon: 'user', word: words.inUse };
}

const standingElsewhere = ({ mode }: Lease): Standing =>
  mode === 'offline'
    ? { tally: 'held', icon: 'lock', word: words.offline }
    : { tally: 'held', icon: 'device', word: words.elsewhere };

/** The tally of this machine, for its plate. Worst first: what needs somebody is what the plate says. */
export function standingOfMachine(status: Pick<Status, 'session' | 'leases' | 'notices' | 'cloud' | 'now'>): Standing {
  const { session, leases, notices, now } = status;
  const plate = text.window.parts.plate;
  const running = leases.filter(({ standing }) => standing !== 'ended');
  if (running.some(({ standing }) => standing !== 'valid')) return { tally: 'soon', word: plate.grace };
  const trouble = identityTroubleOf(status);
  if (trouble) return { tally: 'soon', word: plate[trouble.kind] };
  if (notices.some(({ kind }) => kind === 'clock-needs-attention')) return { tally: 'soon', word: plate.clock };
  if (running.some(({ licenseEndsAt }) => endsSoon(licenseEndsAt, now))) return { tally: 'soon', word: words.soon };
  if (running.some(({ mode, leaseEndsAt }) => mode === 'offline' && endsSoon(leaseEndsAt, now)))
    return { tally: 'soon', word: words.renewSoon };
  if (running.length > 0) return { tally: 'on', word: plate.licensed };
  if (leases.length > 0) return { tally: 'ended', word: plate.ended };
  return { tally: 'free', word: session.state === 'signed-in' ? plate.none : plate.signedOut };
}
