import { z } from 'zod';
import { Refusal } from './files/refusal.ts';
import { KeyRole } from './files/trust-root.ts';
import { DeletionRefusal } from './models/account.ts';
import { KeyScope } from './models/api-key.ts';
import { DocumentKind } from './models/document.ts';
import { EvidenceName } from './models/machine.ts';
import { SecondStepMethod } from './models/second-step.ts';
import { Moment } from './models/time.ts';

/**
 * The one table of expected failures. `status`: HTTP. `exit`: of the command line.
 * `retry`: the same call may work later without anybody doing anything.
 * `details`: what the sentence in `text` may name. Anything not in this table is a bug and is answered as `internal`.
 */
interface ErrorEntry {
  status: number;
  exit: number;
  retry: boolean;
  details: z.ZodType;
}

const nothing = z.object({});
const host = z.object({ url: z.string() });

export const errorTable = {
  internal: { status: 500, exit: 1, retry: false, details: z.object({ id: z.string() }) },
  'invalid-input': {
    status: 400,
    exit: 2,
    retry: false,
    details: z.object({ problems: z.array(z.object({ field: z.string(), problem: z.string() })) }),
  },

  'not-signed-in': { status: 401, exit: 3, retry: false, details: nothing },
  'page-not-opened': { status: 401, exit: 3, retry: false, details: nothing },
  'wrong-credentials': { status: 401, exit: 3, retry: false, details: nothing },
  'wrong-code': {
    status: 401,
    exit: 3,
    retry: false,
    details: z.object({ left: z.int().nullable().describe('tries; null: not counted one by one') }),
  },
  'code-needed': {
    status: 401,
    exit: 3,
    retry: false,
    details: z.object({ challenge: z.string(), methods: z.array(SecondStepMethod) }),
  },
  'second-step-ended': { status: 410, exit: 3, retry: false, details: nothing },
  'code-expired': { status: 410, exit: 3, retry: false, details: nothing },
  'code-refused': { status: 403, exit: 3, retry: false, details: nothing },
  'invitation-ended': { status: 410, exit: 4, retry: false, details: nothing },
  'link-ended': { status: 410, exit: 4, retry: false, details: nothing },
  'already-set-up': { status: 409, exit: 4, retry: false, details: nothing },
  'document-replaced': { status: 409, exit: 4, retry: false, details: z.object({ kind: DocumentKind }) },
  'document-exists': { status: 409, exit: 4, retry: false, details: z.object({ version: z.string() }) },
  'deletion-refused': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({ refusals: z.array(DeletionRefusal) }),
  },
  'address-in-use': { status: 409, exit: 4, retry: false, details: nothing },
  'too-many-attempts': { status: 429, exit: 5, retry: true, details: z.object({ retryAfterSeconds: z.int() }) },

  'use-single-sign-on': { status: 403, exit: 3, retry: false, details: z.object({ organization: z.string() }) },
  'address-of-organization': { status: 409, exit: 4, retry: false, details: z.object({ organization: z.string() }) },
  'sign-on-incomplete': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({ missing: z.enum(['provider', 'domain']) }),
  },
  'domain-not-proven': {
    status: 409,
    exit: 4,
    retry: true,
    details: z.object({
      domain: z.string(),
      record: z.string(),
      why: z.enum(['no-record', 'other-records', 'no-answer']),
    }),
  },
  'domain-taken': { status: 409, exit: 4, retry: false, details: z.object({ domain: z.string() }) },

  'not-allowed': { status: 403, exit: 4, retry: false, details: z.object({ needs: z.string() }) },
  'not-for-keys': { status: 403, exit: 3, retry: false, details: nothing },
  'key-lacks-scope': { status: 403, exit: 4, retry: false, details: z.object({ scope: KeyScope }) },
  'limit-reached': { status: 409, exit: 4, retry: false, details: z.object({ limit: z.int() }) },
  'address-refused': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({ why: z.enum(['not-an-address', 'not-https', 'private']) }),
  },
  'not-found': { status: 404, exit: 4, retry: false, details: nothing },
  conflict: { status: 409, exit: 4, retry: true, details: nothing },
  'idempotency-key-reused': { status: 409, exit: 4, retry: false, details: nothing },
  'role-set-in-use': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({ people: z.array(z.string()).describe('names, or invited addresses'), others: z.int() }),
  },
  'role-not-offered': { status: 409, exit: 4, retry: false, details: z.object({ role: z.string() }) },
  'too-many-addresses': { status: 409, exit: 4, retry: false, details: z.object({ limit: z.int() }) },
  'address-unsubscribed': { status: 409, exit: 4, retry: false, details: z.object({ email: z.string() }) },
  'name-differs': { status: 409, exit: 4, retry: false, details: z.object({ name: z.string() }) },
  'offline-leases-out': {
    status: 409,
    exit: 4,
    retry: true,
    details: z.object({ leases: z.int(), machines: z.array(z.string()).describe('some of them') }),
  },
  'reopen-too-late': { status: 410, exit: 4, retry: false, details: z.object({ closedAt: Moment }) },
  'last-owner': { status: 409, exit: 4, retry: false, details: nothing },
  'not-a-people-file': {
    status: 422,
    exit: 2,
    retry: false,
    details: z.object({ why: z.enum(['no-email-column', 'too-many-lines', 'unreadable']), what: z.string() }),
  },
  'not-a-manager': { status: 409, exit: 4, retry: false, details: nothing },
  'hand-over-open': { status: 409, exit: 4, retry: false, details: z.object({ to: z.string(), until: Moment }) },
  'hand-over-ended': { status: 410, exit: 4, retry: false, details: nothing },
  'person-in-use': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({
      isMember: z.boolean(),
      licenses: z.array(z.string()).describe('assigned, in words'),
      seats: z.array(z.object({ license: z.string(), machine: z.string(), until: Moment })),
    }),
  },
  'last-key': { status: 409, exit: 4, retry: false, details: z.object({ role: KeyRole }) },

  'no-free-seat': { status: 409, exit: 4, retry: true, details: z.object({ license: z.string(), seats: z.int() }) },
  'not-assigned': { status: 403, exit: 4, retry: false, details: z.object({ license: z.string() }) },
  'license-not-started': {
    status: 409,
    exit: 4,
    retry: true,
    details: z.object({ license: z.string(), startsAt: Moment }),
  },
  'license-ended': { status: 409, exit: 4, retry: false, details: z.object({ license: z.string(), endedAt: Moment }) },
  'license-revoked': { status: 409, exit: 4, retry: false, details: z.object({ license: z.string() }) },
  'overlap-limit': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({ count: z.int(), limit: z.int(), freeAt: Moment }),
  },
  'seat-is-offline': { status: 409, exit: 4, retry: false, details: z.object({ machine: z.string(), until: Moment }) },
  'machine-barred': { status: 403, exit: 4, retry: false, details: nothing },
  'machine-changed': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({ factors: z.array(EvidenceName).describe('what is not as it was') }),
  },
  'machine-cloned': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({
      file: z.string().optional().describe('a signed license with what is left to the machine; bound to its call'),
    }),
  },
  'room-closed': { status: 410, exit: 4, retry: false, details: nothing },
  'not-offline': { status: 409, exit: 4, retry: false, details: z.object({ machine: z.string() }) },
  'offline-length-not-allowed': {
    status: 403,
    exit: 4,
    retry: false,
    details: z.object({ lengths: z.array(z.int()).describe('days'), untilEnd: z.boolean() }),
  },
  'no-license-fits': { status: 409, exit: 4, retry: false, details: z.object({ wanted: z.string().nullable() }) },
  'call-refused': {
    status: 403,
    exit: 4,
    retry: false,
    details: z.object({
      why: z.enum(['unreadable', 'bad-signature', 'unknown-machine', 'other-cloud', 'replayed', 'other-purpose']),
    }),
  },

  'cloud-unreachable': { status: 503, exit: 5, retry: true, details: host },
  'cloud-untrusted-tls': { status: 502, exit: 5, retry: false, details: host.extend({ why: z.string() }) },
  'proxy-failed': { status: 502, exit: 5, retry: true, details: z.object({ proxy: z.string() }) },
  'not-a-greenroom-cloud': { status: 502, exit: 5, retry: false, details: host },
  'cloud-changed': {
    status: 502,
    exit: 4,
    retry: false,
    details: host.extend({ known: z.string(), seen: z.string() }),
  },
  'answer-refused': { status: 502, exit: 4, retry: false, details: z.object({ refusal: z.string() }) },

  'file-refused': { status: 422, exit: 4, retry: false, details: z.object({ refusal: Refusal }) },
  'fingerprint-differs': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({ given: z.string(), found: z.string() }),
  },
  'no-cloud-yet': { status: 409, exit: 4, retry: false, details: nothing },
  'too-many-requests': { status: 409, exit: 4, retry: false, details: z.object({ limit: z.int() }) },
  'lease-is-offline': { status: 409, exit: 4, retry: false, details: z.object({ until: Moment }) },
  'lease-still-here': { status: 409, exit: 4, retry: false, details: z.object({ licenses: z.array(z.string()) }) },
  'identity-wiped': { status: 409, exit: 4, retry: false, details: nothing },
  'drive-gone': { status: 410, exit: 6, retry: true, details: z.object({ drive: z.string() }) },
  'file-not-readable': { status: 422, exit: 6, retry: false, details: z.object({ path: z.string(), why: z.string() }) },
  'file-not-writable': { status: 500, exit: 6, retry: false, details: z.object({ path: z.string() }) },

  'already-published': { status: 409, exit: 4, retry: false, details: z.object({ version: z.string() }) },
  'release-incomplete': {
    status: 409,
    exit: 4,
    retry: false,
    details: z.object({ missing: z.array(z.string()).describe('files that are not in the store as they should be') }),
  },
  'release-yanked': {
    status: 410,
    exit: 4,
    retry: false,
    details: z.object({ version: z.string(), reason: z.string() }),
  },
  'source-unusable': {
    status: 502,
    exit: 5,
    retry: true,
    details: z.object({
      host: z.string(),
      why: z.enum(['no-ranges', 'wrong-answer', 'link-refused', 'not-there', 'insecure-redirect']),
    }),
  },
  'source-differs': { status: 502, exit: 4, retry: true, details: z.object({ host: z.string() }) },
  'source-missing': { status: 404, exit: 4, retry: false, details: nothing },
  'not-enough-space': {
    status: 507,
    exit: 6,
    retry: true,
    details: z.object({ path: z.string(), neededBytes: z.int(), freeBytes: z.int() }),
  },
  'file-too-large': { status: 507, exit: 6, retry: false, details: z.object({ path: z.string() }) },
  'file-damaged': { status: 422, exit: 4, retry: false, details: z.object({ path: z.string() }) },
  'nothing-to-open-with': { status: 409, exit: 6, retry: false, details: z.object({ path: z.string() }) },

  'not-here': { status: 409, exit: 4, retry: false, details: z.object({ url: z.string() }) },
  'support-failed': {
    status: 502,
    exit: 5,
    retry: true,
    details: z.object({
      site: z.string(),
      why: z.enum(['unreachable', 'too-slow', 'busy', 'refused', 'wrong-answer', 'unverified']),
      retryAfterSeconds: z.int().optional(),
    }),
  },

  'no-lease-here': { status: 404, exit: 4, retry: false, details: nothing },
  'state-not-writable': { status: 500, exit: 6, retry: false, details: z.object({ path: z.string() }) },
  'disk-full': { status: 507, exit: 6, retry: true, details: z.object({ path: z.string() }) },
  'secret-store-locked': { status: 503, exit: 6, retry: true, details: z.object({ store: z.string() }) },
  'secret-store-needs-consent': { status: 409, exit: 6, retry: false, details: z.object({ path: z.string() }) },
  'owner-of-another-person': { status: 409, exit: 6, retry: false, details: z.object({ path: z.string() }) },
  'owner-unreachable': { status: 503, exit: 6, retry: true, details: z.object({ path: z.string() }) },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;
export type ErrorDetails<Code extends ErrorCode> = z.infer<(typeof errorTable)[Code]['details']>;

/** An expected failure. Services and rules throw it; doors carry its code and details unchanged. */
export class Failure<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly details: ErrorDetails<Code>;
  constructor(code: Code, details: ErrorDetails<Code>, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Failure';
    this.code = code;
    this.details = details;
  }
}
