import { mayHandle, type Role } from '#shared/models/role.ts';
import type { Moment } from '#shared/models/time.ts';

/** What stands in the way of a change among the people of an organization. */
export type TeamRefusal = 'not-allowed' | 'last-owner';

interface Change {
  /** The role of whoever does it. */
  by: Role;
  from: Role;
  /** How many Owners the organization has now. */
  owners: number;
}

/** Why a person's role cannot be changed; null: it can. There is always an Owner, whoever asks. */
export function roleChangeRefusal({ by, from, to, owners }: Change & { to: Role }): TeamRefusal | null {
  if (!mayHandle(by, from) || !mayHandle(by, to)) return 'not-allowed';
  return to === 'owner' ? null : leavesNoOwner({ from, owners });
}

/** Why a person cannot be removed; null: they can. */
export function removalRefusal({ by, from, owners }: Change): TeamRefusal | null {
  return mayHandle(by, from) ? leavesNoOwner({ from, owners }) : 'not-allowed';
}

/** Why a person cannot leave by themselves. */
export const leavingRefusal = (change: Omit<Change, 'by'>): 'last-owner' | null => leavesNoOwner(change);

const leavesNoOwner = ({ from, owners }: Omit<Change, 'by'>) => (from === 'owner' && owners <= 1 ? 'last-owner' : null);

/** What an organization still has to do with somebody. */
export interface Left {
  isMember: boolean;
  licenses: string[];
  seats: { license: string; machine: string; until: Moment }[];
}

/** So many licenses are named; more would only make the sentence longer. */
const mostNamed = 20;

/** What stands in the way of deleting the record of a person; null: nothing. */
export function inTheWay({ isMember, licenses, seats }: Left): Left | null {
  if (!isMember && licenses.length === 0 && seats.length === 0) return null;
  return { isMember, licenses: licenses.slice(0, mostNamed), seats: seats.slice(0, mostNamed) };
}
