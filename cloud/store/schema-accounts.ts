import type { ColumnType } from 'kysely';
import type { DocumentKind } from '#shared/models/document.ts';
import type { Platform } from '#shared/models/machine.ts';
import type { Role } from '#shared/models/role.ts';

/**
 * Moments and truths the way better-auth keeps them: ISO text and 0/1 on SQLite, `timestamptz` and `boolean` on
 * PostgreSQL. Both take ISO text and 0/1; what is read goes through `momentOf` and `Boolean`.
 */
type LibraryMoment = ColumnType<string | Date, string, string>;
type LibraryTruth = ColumnType<number | boolean, 0 | 1, 0 | 1>;
type Optional<Column> = ColumnType<Column | null, Column | null | undefined, Column | null>;

/** Tables whose shape belongs to better-auth; a test compares the migration with what it expects. */
export interface AccountTables {
  user: {
    id: string;
    name: string;
    /** Always in small letters. */
    email: string;
    emailVerified: LibraryTruth;
    image: Optional<string>;
    twoFactorEnabled: ColumnType<number | boolean | null, 0 | 1 | null | undefined, 0 | 1>;
    createdAt: LibraryMoment;
    updatedAt: LibraryMoment;
  };
  session: {
    id: string;
    token: string;
    userId: string;
    expiresAt: LibraryMoment;
    createdAt: LibraryMoment;
    updatedAt: LibraryMoment;
    ipAddress: Optional<string>;
    userAgent: Optional<string>;
    activeOrganizationId: Optional<string>;
    /** The companion that holds this session; null for a browser. */
    machineName: Optional<string>;
  };
  account: {
    id: string;
    accountId: string;
    providerId: string;
    userId: string;
    password: Optional<string>;
    createdAt: LibraryMoment;
    updatedAt: LibraryMoment;
  };
  organization: { id: string; name: string; slug: string; createdAt: LibraryMoment };
  member: { id: string; organizationId: string; userId: string; role: Role; createdAt: LibraryMoment };
  invitation: {
    id: string;
    organizationId: string;
    email: string;
    role: Role;
    status: 'pending' | 'accepted' | 'rejected' | 'canceled';
    expiresAt: LibraryMoment;
    createdAt: LibraryMoment;
    /** null: invited by the vendor on the cloud's own command line, where nobody is signed in. */
    inviterId: Optional<string>;
  };
  deviceCode: {
    id: string;
    deviceCode: string;
    userCode: string;
    userId: Optional<string>;
    status: 'pending' | 'approved' | 'denied';
    expiresAt: LibraryMoment;
    machineName: string;
    platform: Platform;
  };
  /** What was sent by mail to be shown again. `identifier`: what for, and a digest of the secret. */
  verification: {
    id: string;
    identifier: string;
    value: string;
    expiresAt: LibraryMoment;
    createdAt: LibraryMoment;
    updatedAt: LibraryMoment;
  };
  /** The second step of those who have it on. Texts are sealed by the library's own encryption. */
  twoFactor: {
    id: string;
    userId: string;
    secret: string;
    /** A JSON list of the recovery codes that were not used yet. */
    backupCodes: string;
    /** Whether there is an authenticator app; without one, the secret is nobody's. */
    verified: ColumnType<number | boolean | null, 0 | 1, 0 | 1>;
    failedVerificationCount: Optional<number>;
    lockedUntil: Optional<string>;
  };
  rateLimit: { id: string; key: string; count: number; lastRequest: number };
  /** Ours, from here on: what there is to agree to. A version never changes; the highest number is the newest. */
  document: {
    kind: DocumentKind;
    number: number;
    version: string;
    title: string;
    text: string;
    published_at: number;
    /** null: on the cloud's own command line, or it came with the cloud. */
    published_by: string | null;
  };
  /** What a person agreed to, one row each. */
  consent: { person_id: string; kind: DocumentKind; version: string; given_at: number };
  /** The machines and browsers somebody has signed in from. */
  known_client: { person_id: string; client: string; since: number };
  /** The name before the first change that its person was not told of, and where the last one was made. */
  renamed_person: { person_id: string; name_before: string; client: string; renamed_at: number };
  /** Nobody who never chose is in it. */
  privacy_choice: { person_id: string; product_news: number; analytics: number; chosen_at: number };
  /** A new address that was asked for. Whether its link opens anything is another matter: somebody may have it. */
  email_change: { person_id: string; email: string; requested_at: number; expires_at: number };
  /** Who had their account deleted: an id in the audit log, and nothing else. */
  deleted_person: { id: string; deleted_at: number };
  account_deletion: {
    person_id: string;
    requested_at: number;
    due_at: number;
    /** When the person was told that something stands in its way. */
    held_up_at: number | null;
  };
}
