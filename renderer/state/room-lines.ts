import type { Room } from '#shared/models/machine-view.ts';
import { hour } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import type { Standing } from './tally.ts';
import type { Running } from './use-find-running.ts';

const words = text.window.rooms;

/** Codes live for hours, so "soon" is shorter than for a license. */
const soonBefore = 2 * hour;

/** How a room code is doing; what is over stays listed so that people see why nodes are refused. */
export function standingOfRoom({ closedAt, expiresAt, used, uses }: Room, now: number): Standing {
  if (closedAt !== null) return { tally: 'free', word: words.states.closed };
  if (expiresAt <= now) return { tally: 'free', word: words.states.ended };
  if (used >= uses) return { tally: 'soon', word: words.states.full };
  if (expiresAt - now < soonBefore) return { tally: 'soon', word: words.states.endsSoon };
  return { tally: 'held', icon: 'check', word: words.states.open };
}

/** Whether a machine can still enrol with it, or could if there were uses left. */
export const isOpen = ({ closedAt, expiresAt }: Room, now: number): boolean => closedAt === null && expiresAt > now;

/** How many machines can still enrol. */
export const leftOf = ({ uses, used }: Room): number => Math.max(0, uses - used);

/** Open ones first, the one that ends next before the others; then what is over, newest first. */
export const inOrder = (rooms: readonly Room[], now: number): Room[] =>
  rooms.toSorted(
    (a, b) =>
      Number(isOpen(b, now)) - Number(isOpen(a, now)) ||
      (isOpen(a, now) ? a.expiresAt - b.expiresAt : b.expiresAt - a.expiresAt),
  );

/** Whether every word of a query is in the license, the maker or the state of a room code. */
export function matchesRoom(query: string, room: Room, now: number): boolean {
  const all = [room.license.name, room.createdBy ?? '', standingOfRoom(room, now).word].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** For how many hours a code may be good. */
export const roomHours = [4, 12, 24, 168, 720] as const;

const freeSeats = ({ seats, inUse }: Running) => seats - inUse;

/** The licenses a room code may be made for: floating ones first, most free seats before fewer. */
export const licensesForRooms = (rows: readonly Running[]): Running[] =>
  rows.toSorted((a, b) => Number(b.kind === 'floating') - Number(a.kind === 'floating') || freeSeats(b) - freeSeats(a));
