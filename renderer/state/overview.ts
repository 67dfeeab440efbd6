import type { LicenseRow } from '#shared/models/license.ts';
import type { PlanUse } from '#shared/models/product-use.ts';
import { may, type Role } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import { type Line, nameOf } from './license-lines.ts';
import type { MachineLine } from './machine-lines.ts';
import { keyOfPlan } from './plan-lines.ts';

/** What the Overview is for somebody, by their role where they work. */
export type Outlook = 'nowhere' | 'user' | 'taker' | 'manager';

export function outlookOf(role: Role | null): Outlook {
  if (role === null) return 'nowhere';
  if (may(role, 'license.view-all')) return 'manager';
  return may(role, 'license.take-floating') ? 'taker' : 'user';
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

/** What managers are told of by another card: what ends in their organization. */
export const needsBeside = (needs: readonly Need[], organization: string): Need[] =>
  needs.filter(
    ({ why, line }) => line.row.organization.id !== organization || (why !== 'license-ends' && why !== 'lease-ends'),
  );

/** Seats of one thing that can be had, and how many are taken. */
export interface Seats {
  id: string;
  name: string;
  used: number;
  seats: number;
}

const fullest = (a: Seats, b: Seats) => b.used / b.seats - a.used / a.seats;

/** Licenses with several seats, the fullest first. */
export const seatsOf = (rows: readonly LicenseRow[]): Seats[] =>
  rows
    .filter(({ seats, availability }) => seats > 1 && availability !== 'ended' && availability !== 'revoked')
    .map((row) => ({ id: row.id, name: nameOf(row), used: row.leases.length, seats: row.seats }))
    .toSorted(fullest);

/** The seats of an organization by product and edition, the fullest first. */
export const seatsOfPlans = (plans: readonly PlanUse[]): Seats[] =>
  plans
    .filter(({ seats }) => seats > 0)
    .map((plan) => ({
      id: keyOfPlan(plan),
      name: nameOf(plan),
      used: plan.inUse.online + plan.inUse.offline,
      seats: plan.seats,
    }))
    .toSorted(fullest);

/** Floating licenses of an organization with a free seat that the person may take, most free seats first. */
export const floatingOf = (rows: readonly LicenseRow[], organization: string): LicenseRow[] =>
  rows
    .filter(
      (row) =>
        row.kind === 'floating' &&
        row.organization.id === organization &&
        row.availability === 'free' &&
        row.leases.every(({ isMine }) => !isMine),
    )
    .toSorted((a, b) => freeSeats(b) - freeSeats(a) || nameOf(a).localeCompare(nameOf(b)));

export const freeSeats = ({ seats, leases }: LicenseRow): number => seats - leases.length;
