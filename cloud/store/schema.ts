import type { Generated } from 'kysely';
import type { LeaseEnd } from '#shared/models/lease-notice.ts';
import type { Platform } from '#shared/models/machine.ts';
import type { TicketStatus } from '#shared/models/support.ts';
import type { KeyRole } from '#shared/files/trust-root.ts';
import type { Buyers, RoleSet } from '#shared/models/role.ts';
import type { AccountTables } from './schema-accounts.ts';
import type { IntegrationTables } from './schema-integrations.ts';
import type { OrganizationTables } from './schema-organization.ts';
import type { PeopleTables } from './schema-people.ts';
import type { SignOnTables } from './schema-sign-on.ts';

/**
 * Portable SQL only: text ids, integer milliseconds (UTC), 0/1, JSON as text.
 * PostgreSQL columns for milliseconds are bigint, read as numbers (see open.ts).
 */
export interface Database extends AccountTables, IntegrationTables, OrganizationTables, PeopleTables, SignOnTables {
  /** What there is one of: cloud id, name, trust root, support links, sample credentials. */
  cloud_fact: { name: string; value: string };
  /** Private halves are sealed with the cloud's secret. */
  cloud_key: { id: string; role: KeyRole; public_key: string; sealed_private_key: string; created_at: number };
  organization_details: {
    organization_id: string;
    time_zone: string;
    lease_hours: number;
    offline_until_end: Generated<number>;
    /** Days, as JSON. */
    offline_lengths: Generated<string>;
    buyers: Generated<Buyers>;
    role_set: Generated<RoleSet>;
    /** null: it is open. A closed one is answered like unknown; its members stand in `closed_membership`. */
    closed_at: Generated<number | null>;
    closed_by: Generated<string | null>;
  };
  /** What its bills say; nobody who never filled it in is in it. `address`: lines, as JSON. */
  organization_company: {
    organization_id: string;
    legal_name: string | null;
    address: string;
    vat_id: string | null;
    billing_email: string | null;
  };
  person_details: { person_id: string; default_organization_id: string | null; is_vendor: number };
  /** What the library keeps no place for. `totp_step`: of the last code of the app; it and older ones are not taken again. */
  two_factor_details: { person_id: string; mail: number; totp_step: number; since: number };
  /**
   * What waits for a code: a sign-in (its id is a digest of the challenge), a method that is being set up (`setup:` and
   * the person), or a change of the account (`change:` and the person).
   */
  awaited_code: {
    id: string;
    person_id: string;
    /** The companion that signs in; null for a browser. */
    machine_name: string | null;
    /** A keyed digest of the code that was mailed last. */
    mailed: string | null;
    /** Of an app that is being set up. */
    sealed_secret: string | null;
    wrong: number;
    expires_at: number;
  };
  product: {
    id: string;
    name: string;
    glyph: string;
    position: number;
    links: string;
    signs_in_with_two_factor: Generated<number>;
  };
  edition: { product_id: string; id: string; name: string; position: number; services: string };
  license: {
    id: string;
    organization_id: string;
    product_id: string;
    edition_id: string;
    kind: 'named' | 'floating';
    trial: number;
    seats: number;
    overlap_limit: number;
    starts_at: number;
    ends_at: number | null;
    revoked_at: number | null;
    created_at: number;
  };
  assignment: { license_id: string; person_id: string; assigned_at: number; assigned_by: string | null };
  /** Assigned to whoever accepts the invitation. */
  invitation_license: { invitation_id: string; license_id: string };
  machine: {
    /** Key id of the machine's own key. */
    id: string;
    public_key: string;
    name: string;
    platform: Platform;
    app_version: string;
    /** Keyed hashes of its hardware, as last accepted: JSON. */
    evidence: string;
    is_virtual: Generated<number>;
    /** Enrolled by a room code. */
    is_ephemeral: Generated<number>;
    first_seen_at: number;
    last_seen_at: number;
    /** Highest counter seen in a signed call; calls below it are replays. */
    counter: number;
    /** Sequence of the last license signed for it. */
    sequence: number;
    last_nonce: string | null;
    last_call_digest: string | null;
    /** The answer to `last_nonce`, repeated to the letter when the same call comes again. */
    last_answer: string | null;
    barred_at: number | null;
    /** Counters below `counter` that nothing has come with yet, as JSON pairs [from, to]: files on their way. */
    unseen: Generated<string>;
    /** Digests of the last few calls, shortened: a late copy of one is no clone. */
    recent_calls: Generated<string>;
    /** Counters up to here are of the time before somebody said that this machine is the original. */
    claimed_counter: Generated<number>;
    /** The highest sequence that the machine has confirmed to use. */
    applied_sequence: Generated<number>;
    /** Names of the facts that are not as they were, as JSON; null while the hardware matches. */
    changed_factors: string | null;
    /** What it showed instead, as JSON: taken over when somebody confirms that it is the same machine. */
    changed_to: string | null;
    changed_at: number | null;
    /** When a second machine with this key showed up; null once somebody has said which is the original. */
    cloned_at: number | null;
  };
  /** One hardware fact of a machine: many machines with the same one make it worthless. */
  machine_factor: { machine_id: string; name: string; hash: string };
  /** A file that came from a machine, by its counter: two different ones with one counter are two machines. */
  machine_file: { machine_id: string; counter: number; digest: string; kind: string; seen_at: number };
  /** A license that was written to be carried. */
  issued_file: {
    id: string;
    /** null: it was pushed without a request. */
    request_id: string | null;
    request_digest: string | null;
    machine_id: string;
    organization_id: string;
    /** The lease it was written for; those of the machine besides it are in it, too. */
    lease_id: string;
    /** As written. */
    lease_ends_at: number;
    sequence: number;
    /** The armoured file, repeated to the letter. */
    answer: string;
    issued_at: number;
    issued_by: string | null;
    import_by: number;
    /** When the machine confirmed that it uses this, or a newer one. */
    confirmed_at: number | null;
  };
  /** What a machine was told when its proof freed a seat; repeated to the letter. */
  return_receipt: {
    lease_id: string;
    machine_id: string;
    proof_digest: string;
    receipt: string;
    freed_at: number;
    brought_by: string | null;
  };
  /** Codes themselves are not kept, only their digest. */
  room: {
    id: string;
    code_digest: string;
    license_id: string;
    created_at: number;
    created_by: string | null;
    expires_at: number;
    uses: number;
    used: number;
    closed_at: number | null;
  };
  /** Machines that came with a room code: each uses it up once. */
  room_entry: { room_id: string; machine_id: string; entered_at: number };
  /** Which warning of which end was sent: `lease S-1 7`. */
  warning: { subject: string; ends_at: number; days: number; sent_at: number };
  /** How often a person gave their calendar feeds new addresses; nobody who never did is in it. */
  calendar_feed: { person_id: string; generation: number };
  lease: {
    id: string;
    license_id: string;
    seat: number;
    machine_id: string;
    person_id: string | null;
    mode: 'online' | 'offline';
    started_at: number;
    last_heartbeat_at: number;
    /** As signed last: until then the machine may run. */
    ends_at: number;
    /** An earlier answer said more, and this one may be lost: the machine may run until then, grace included. */
    held_until: number | null;
    unassign_grace_ends_at: number | null;
    /** null: live. At most one live lease per (license, seat) and per (license, machine), by unique index. */
    ended_at: number | null;
    end_reason: LeaseEnd | null;
    /** The person; set with the unassign grace already, while the lease is still live. */
    ended_by: string | null;
    /** Sequence of the first signed answer that told the machine of the end. */
    told_in: number | null;
    /** When the machine confirmed that it knows the lease has ended. */
    told_at: number | null;
  };
  /** A machine that may run on although its seat was freed. */
  overlap: {
    id: string;
    license_id: string;
    lease_id: string;
    machine_id: string;
    from_at: number;
    until_at: number;
    closed_at: number | null;
    caused_by: string | null;
  };
  /** The most seats of a plan that were in use at once on a day that is over, in the zone of the organization. */
  usage_day: {
    organization_id: string;
    product_id: string;
    edition_id: string;
    day: string;
    peak: number;
    seats: number;
  };
  audit: {
    id: string;
    at: number;
    organization_id: string | null;
    person_id: string | null;
    actor: string;
    action: string;
    subject: string | null;
    details: string;
    address: string | null;
    /** The API key it was done with, as it was called then. */
    key_id: Generated<string | null>;
    key_name: Generated<string | null>;
  };
  /** A published version. Never removed: a version means one content for ever. */
  release: {
    product_id: string;
    version: string;
    channel: string;
    /** Of its manifest, as it is signed: JSON. */
    payload: string;
    /** SHA-256 of those bytes. */
    digest: string;
    released_at: number;
    /** null: on the cloud's own command line. */
    published_by: string | null;
    yanked_at: number | null;
    yanked_reason: string | null;
    yanked_by: string | null;
    unpublished_at: number | null;
  };
  /** What a channel of a product offers: the payload of its index, signed whenever somebody asks. */
  release_index: { product_id: string; channel: string; sequence: number; payload: string; expires_at: number };
  /** A ticket at the desk of this cloud. Product and license: in words, as they were called then. */
  support_ticket: {
    id: string;
    organization_id: string;
    person_id: string;
    subject: string;
    status: TicketStatus;
    product: string | null;
    license: string | null;
    machine: string | null;
    created_at: number;
    updated_at: number;
  };
  support_message: {
    id: string;
    ticket_id: string;
    position: number;
    at: number;
    from_support: number;
    /** As they were called then. */
    name: string;
    text: string;
  };
  /** `data`: base64. */
  support_file: { id: string; message_id: string; name: string; bytes: number; data: string };
  idempotency: { scope: string; key: string; request_digest: string; response: string; created_at: number };
  outbox: { id: string; recipient: string; subject: string; text: string; html: Generated<string>; sent_at: number };
}
