import type { OrganizationRef, Person } from '#shared/models/person.ts';
import type { Moment } from '#shared/models/time.ts';

interface AnyEnd {
  id: string;
  /** Product and edition in words. */
  license: string;
  organization: OrganizationRef;
  /** Of the organization: every date of it is shown in this zone. */
  timeZone: string;
  endsAt: Moment;
}

/** The end of an offline lease. Online ones renew themselves: nobody has to do anything about them. */
export interface LeaseEndAhead extends AnyEnd {
  of: 'lease';
  machineId: string;
  machine: string;
  person: Person | null;
  licenseEndsAt: Moment | null;
}

export interface LicenseEndAhead extends AnyEnd {
  of: 'license';
  seats: number;
}

/** An end that people are told of before it comes. */
export type EndAhead = LeaseEndAhead | LicenseEndAhead;

/** Names an end apart from its moment, which may be moved. */
export const subjectOf = ({ of, id }: Pick<EndAhead, 'of' | 'id'>): string => `${of} ${id}`;
