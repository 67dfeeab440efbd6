import type { DeletionRefusal } from '#shared/models/account.ts';
import type { Role } from '#shared/models/role.ts';
import { day, type Moment } from '#shared/models/time.ts';
import type { LeaseFacts } from './facts.ts';
import { lapsesAt } from './lease-life.ts';
import { lossOfRight } from './unassign.ts';

/** How long somebody may think it over, from asking for the deletion of their account until it is carried out. */
export const deletionWait = 14 * day;

/** A place of a person, among whom. */
export interface PlaceFacts {
  name: string;
  role: Role;
  people: number;
  owners: number;
}

/** A seat of a person, with its words. */
export interface SeatFacts extends LeaseFacts {
  licenseName: string;
  machine: string;
}

/** Whether nobody else is there: an organization without people is closed. */
export const isAlone = ({ people }: Pick<PlaceFacts, 'people'>): boolean => people <= 1;

/** What stands in the way of the deletion of an account: others who would be left without an Owner, a seat that is out. */
export function deletionRefusals(
  places: readonly PlaceFacts[],
  seats: readonly SeatFacts[],
  now: Moment,
): DeletionRefusal[] {
  return [
    ...places
      .filter(({ role, people, owners }) => role === 'owner' && owners <= 1 && !isAlone({ people }))
      .map(({ name }) => ({ why: 'last-owner' as const, organization: name })),
    ...seats
      .filter((seat) => lossOfRight(seat, now).effect === 'refused')
      .map((seat) => ({
        why: 'seat-is-offline' as const,
        license: seat.licenseName,
        machine: seat.machine,
        until: lapsesAt(seat),
      })),
  ];
}
