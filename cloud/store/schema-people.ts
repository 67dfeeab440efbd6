import type { Role } from '#shared/models/role.ts';

/** What an organization keeps about its people besides their membership. */
export interface PeopleTables {
  person_record: {
    organization_id: string;
    person_id: string;
    /** How they are called here; null: as in their account. */
    called: string | null;
    note: string | null;
    /** As they were when they were removed; null while they belong here, as everything below. */
    name: string | null;
    email: string | null;
    role: Role | null;
    removed_at: number | null;
    /** null: they left by themselves, or the account of whoever did it was deleted. */
    removed_by: string | null;
    has_left: number;
  };
  ownership_offer: {
    id: string;
    organization_id: string;
    from_person: string;
    to_person: string;
    offered_at: number;
    expires_at: number;
    /** null: not answered. At most one of them for each organization, by unique index; it may have expired. */
    ended_at: number | null;
    outcome: OfferOutcome | null;
  };
}

export type OfferOutcome = 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'roles-changed';
