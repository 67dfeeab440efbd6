import { mayHandle, type Role } from '#shared/models/role.ts';

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
