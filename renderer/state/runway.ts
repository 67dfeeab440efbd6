import { day } from '#shared/models/time.ts';
import { type Line, nameOf } from './license-lines.ts';
import { type MachineLine, standingOfLease } from './machine-lines.ts';

/** One seat, or a license of which no seat is in use. */
export interface RunwayLine {
  id: string;
  name: string;
  /** null: no seat is in use. */
  machine: string | null;
  leasedUntil: number | null;
  /** It renews itself: its date says nothing. */
  renews: boolean;
  endsAt: number | null;
  isSoon: boolean;
}

/** The date of a line that comes first; an online lease renews itself. */
const firstEnd = ({ leasedUntil, renews, endsAt }: RunwayLine) =>
  Math.min(renews || leasedUntil === null ? Infinity : leasedUntil, endsAt ?? Infinity);
const byEnd = (a: RunwayLine, b: RunwayLine) => {
  const [one, other] = [firstEnd(a), firstEnd(b)];
  return (one === other ? 0 : one - other) || a.name.localeCompare(b.name);
};
const isIdle = ({ machine }: RunwayLine) => machine === null;

/** My licenses and where they run: what runs first, then what is idle; of each what ends first. What is over is left out. */
export const runwayOfMine = (lines: readonly Line[]): RunwayLine[] =>
  lines
    .filter(({ lease, standing }) => lease !== null || standing.tally !== 'ended')
    .map(({ id, row, lease, standing }) => ({
      id,
      name: nameOf(row),
      machine: lease?.machine.name ?? null,
      leasedUntil: lease?.leaseEndsAt ?? null,
      renews: lease?.mode === 'online' && lease.unassignGraceEndsAt === null,
      endsAt: row.endsAt,
      isSoon: standing.tally === 'soon',
    }))
    .toSorted((a, b) => Number(isIdle(a)) - Number(isIdle(b)) || byEnd(a, b));

/** Every seat in use on the machines of an organization, what ends first before the rest. */
export const runwayOfMachines = (machines: readonly MachineLine[], now: number): RunwayLine[] =>
  machines
    .flatMap(({ machine }) =>
      machine.leases.map((lease) => ({
        id: lease.id,
        name: lease.licenseName,
        machine: machine.name,
        leasedUntil: lease.leaseEndsAt,
        renews: lease.mode === 'online' && lease.unassignGraceEndsAt === null,
        endsAt: lease.licenseEndsAt,
        isSoon: standingOfLease(lease, now).tally === 'soon',
      })),
    )
    .toSorted(byEnd);

/** From today to the last end there is, but never so far that the near days cannot be told apart. */
export function axisOf(lines: readonly RunwayLine[], now: number): { from: number; to: number } {
  const ends = lines.map(({ endsAt, leasedUntil }) => Math.max(endsAt ?? 0, leasedUntil ?? 0));
  const last = Math.max(...ends, now + 60 * day);
  return { from: now, to: Math.min(last, now + 240 * day) };
}

/** Managers see their own first, then everybody else's. */
export function runwayOfManager(own: readonly RunwayLine[], all: readonly RunwayLine[]): RunwayLine[] {
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...all.filter(({ id }) => !known.has(id))];
}
