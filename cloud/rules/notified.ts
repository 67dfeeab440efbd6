import type { NotificationKind } from '#shared/models/notification.ts';
import type { EndAhead } from './ends.ts';

/** What an address of an organization is told of. */
export interface Wishes {
  organization: string;
  kinds: readonly NotificationKind[];
  /** From so many days before an end on. */
  daysBefore: number;
}

const kindOf: Record<EndAhead['of'], NotificationKind> = { license: 'licenses', lease: 'offline-leases' };

/** Whether an address is told now. `days`: how near the end has come; 0: it is over. */
export const isNotified = (
  { organization, kinds, daysBefore }: Wishes,
  end: Pick<EndAhead, 'of' | 'organization'>,
  days: number,
): boolean => end.organization.id === organization && kinds.includes(kindOf[end.of]) && days <= daysBefore;
