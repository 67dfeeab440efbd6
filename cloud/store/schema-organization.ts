import type { Role } from '#shared/models/role.ts';

/** What an organization leaves behind when it is closed, and whom it tells by mail. */
export interface OrganizationTables {
  /** Who belonged to a closed organization, as what: they come back when it is opened again. */
  closed_membership: { id: string; organization_id: string; person_id: string; role: Role; joined_at: number };
  /** An address that is told of an organization. Rows stay: its link to unsubscribe is good for ever. */
  notification: {
    organization_id: string;
    /** In small letters. */
    email: string;
    /** What it is told of, as JSON. */
    kinds: string;
    /** From so many days before an end on. */
    days_before: number;
    /** Of the secret in its link. */
    link_digest: string;
    added_at: number;
    added_by: string | null;
    removed_at: number | null;
    unsubscribed_at: number | null;
  };
}
