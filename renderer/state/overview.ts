import type { LicenseRow } from '#shared/models/license.ts';
import { day } from '#shared/models/time.ts';
import type { Line } from './license-lines.ts';
import type { MachineLine } from './machine-lines.ts';
import { endsSoon } from './tally.ts';

/** The date of a line that comes first; an online lease renews itself. */
const firstEnd = ({ row, lease }: Line) =>
  Math.min(
    lease?.mode === 'offline' ? lease.leaseEndsAt : Number.POSITIVE_INFINITY,
    row.endsAt ?? Number.POSITIVE_INFINITY,
  );

/** The seats in use, by product and then by the date that comes first. */
export const runwayOf = (lines: readonly Line[]): Line[] =>
  lines
    .filter(({ lease }) => lease !== null)
    .toSorted((a, b) => a.row.product.name.localeCompare(b.row.product.name) || firstEnd(a) - firstEnd(b));

/** From today to the last end there is, but never so far that the near days cannot be told apart. */
export function axisOf(lines: readonly Line[], now: number): { from: number; to: number } {
  const ends = lines.map(({ row, lease }) => Math.max(row.endsAt ?? 0, lease?.leaseEndsAt ?? 0));
  const last = Math.max(...ends, now + 60 * day);
  return { from: now, to: Math.min(last, now + 240 * day) };
}

/** Why a line needs somebody. */
export type Need =
  | { why: 'ended'; line: Line; at: number }
  | { why: 'license-ends'; line: Line; at: number }
  | { why: 'lease-ends'; line: Line; at: number }
  | { why: 'unassigned'; line: Line; at: number };

const rememberedFor = 14 * day;

/** What ended lately or ends soon, once per license and reason; what comes first stands first. */
export function needsOf(lines: readonly Line[], now: number): Need[] {
  const needs = new Map<string, Need>();
  for (const line of lines) {
    const need = needOf(line, now);
    if (!need) continue;
    const key = need.why === 'ended' || need.why === 'license-ends' ? `${need.why} ${line.row.id}` : line.id;
    if (!needs.has(key)) needs.set(key, need);
  }
  return [...needs.values()].toSorted((a, b) => a.at - b.at);
}

function needOf(line: Line, now: number): Need | null {
  const { row, lease } = line;
  const end = row.revokedAt ?? row.endsAt;
  if (end !== null && end <= now) return now - end < rememberedFor ? { why: 'ended', line, at: end } : null;
  if (lease && lease.unassignGraceEndsAt !== null) return { why: 'unassigned', line, at: lease.unassignGraceEndsAt };
  if (endsSoon(end, now)) return { why: 'license-ends', line, at: end ?? now };
  if (lease?.mode === 'offline' && endsSoon(lease.leaseEndsAt, now))
    return { why: 'lease-ends', line, at: lease.leaseEndsAt };
  return null;
}

/** Why a machine needs its managers. That its license or lease ends soon is said of the license. */
export interface MachineNeed {
  why: 'cloned' | 'changed' | 'overdue';
  line: MachineLine;
  at: number;
}

/** What managers should settle on their machines; what stands longest first. */
export const machineNeedsOf = (lines: readonly MachineLine[]): MachineNeed[] =>
  lines.flatMap((line) => machineNeedOf(line) ?? []).toSorted((a, b) => a.at - b.at);

function machineNeedOf(line: MachineLine): MachineNeed | null {
  const { evidence, leases, lastSeenAt } = line.machine;
  if (evidence.state === 'two-with-one-key') return { why: 'cloned', line, at: evidence.at };
  if (evidence.state === 'changed') return { why: 'changed', line, at: evidence.at };
  const isOverdue = leases.some(({ acknowledgement }) => acknowledgement === 'overdue');
  return isOverdue ? { why: 'overdue', line, at: lastSeenAt } : null;
}

/** Licenses with several seats, the fullest first. */
export const seatsOf = (rows: readonly LicenseRow[]): LicenseRow[] =>
  rows
    .filter(({ seats, availability }) => seats > 1 && availability !== 'ended' && availability !== 'revoked')
    .toSorted((a, b) => b.leases.length / b.seats - a.leases.length / a.seats);
