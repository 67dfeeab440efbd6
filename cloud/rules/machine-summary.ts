import { firstEndOf, type LeaseStanding, troubleOf } from '#shared/models/lease-trouble.ts';
import type { Moment } from '#shared/models/time.ts';

/** So many of each kind are shown. */
const most = 10;

/** A seat in use on a machine. */
export interface SeatOn extends LeaseStanding {
  machine: string;
  lastSeenAt: Moment;
}

/** A machine of which somebody has to say what it is. `at`: since when. */
export interface StrangeMachine {
  machine: string;
  at: Moment;
}

/** How many machines need somebody, and which are worth showing: whose seats end first, and what to settle stands longest. */
export function summaryOf(
  seats: readonly SeatOn[],
  strange: readonly StrangeMachine[],
  now: Moment,
): { needs: number; foremost: string[] } {
  const troubled = seats.filter((seat) => troubleOf(seat, now) !== null);
  const needs = new Set([...troubled, ...strange].map(({ machine }) => machine));
  const overdue = seats.filter(({ acknowledgement }) => acknowledgement === 'overdue');
  const toSettle = [...strange, ...overdue.map(({ machine, lastSeenAt }) => ({ machine, at: lastSeenAt }))];
  return {
    needs: needs.size,
    foremost: [
      ...new Set([
        ...firstOf(seats.map((seat) => ({ machine: seat.machine, at: firstEndOf(seat) }))),
        ...firstOf(toSettle),
      ]),
    ],
  };
}

/** Machines by what comes first on them. Two that never end are as good as each other. */
const firstOf = (all: readonly { machine: string; at: number }[]): string[] =>
  [...new Set(all.toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ machine }) => machine))].slice(0, most);
