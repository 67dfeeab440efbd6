import type { Logger } from 'pino';
import type { LicensePayload } from '#shared/files/license.ts';
import type { ReleaseIndexPayload, ReleaseManifestPayload } from '#shared/files/release.ts';
import type { ReturnReceiptPayload } from '#shared/files/return-receipt.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import type { KeyScope } from '#shared/models/api-key.ts';
import type { Person } from '#shared/models/person.ts';
import type { Role } from '#shared/models/role.ts';
import type { Auth } from './auth/port.ts';
import type { CloudConfig } from './config.ts';
import type { Mailer } from './mail/port.ts';
import type { Clock, Dns, Random } from './ports.ts';
import type { Outgoing } from './outgoing/port.ts';
import type { ReleaseStore } from './release-store/port.ts';
import type { Store, Write } from './store/open.ts';

/** What this cloud signs with, and what it shows of it. Keys may be rotated meanwhile: ask anew each time. */
export interface CloudKeys {
  cloudId: string;
  cloudName: string;
  /** The newest trust root. */
  readonly root: TrustRootPayload;
  /** Every version of the armoured trust root, the newest first: whoever pinned one of them finds the way on from it. */
  readonly trustRoot: string;
  /** Words of the newest root key, to compare by eye. */
  readonly fingerprint: string;
  /** An armoured `license` file, signed by the newest lease key. `header`: lines for people. */
  signLicense(payload: LicensePayload, header?: readonly string[]): string;
  /** An armoured `return-receipt` file, signed by the newest lease key. */
  signReceipt(payload: ReturnReceiptPayload, header?: readonly string[]): string;
  /** Signs the encrypted part of a Keygen machine file with the newest lease key. `publicKey`: base64 of the DER SPKI form. */
  signMachineFile(encrypted: string): { signature: Uint8Array; publicKey: string };
  /** An armoured `release-index` file, signed by the newest release key. */
  signIndex(payload: ReleaseIndexPayload): string;
  /** An armoured `release-manifest` file, signed by the newest release key. */
  signManifest(payload: ReleaseManifestPayload): string;
  /** The newest release key, for signatures in other forms than ours (minisign). `publicKey`: base64 of the DER SPKI form. */
  readonly releaseSigner: { id: string; publicKey: string; sign(bytes: Uint8Array): Uint8Array };
  /** Takes in what another process, or a command, has changed. */
  refresh(): Promise<void>;
}

/** Everything an operation may use; put together once per process (parts.ts), by tests with fakes. */
export interface CloudParts {
  config: CloudConfig;
  store: Store;
  clock: Clock;
  random: Random;
  log: Logger;
  keys: CloudKeys;
  auth: Auth;
  mail: Mailer;
  outgoing: Outgoing;
  dns: Dns;
  releases: ReleaseStore;
}

/** Who is signed in, or whose API key it is. */
export interface Caller {
  sessionId: string;
  person: Person;
  isVendor: boolean;
  sessionExpiresAt: number;
  /** The API key that calls for its maker; left out: they call themselves. */
  key?: KeyInUse;
}

export interface KeyInUse {
  id: string;
  name: string;
  organization: string;
  scopes: readonly KeyScope[];
}

/** What a door knows of one call. */
export interface CallContext {
  headers: Headers;
  /** Where the call came from, for audit and rate limits; null on the cloud's own command line. */
  address: string | null;
  /** Headers of the answer (cookies); filled by the door's plugin. */
  resHeaders?: Headers;
  /** The call comes from the cloud's own command line: whoever can run it is the vendor. */
  isLocalVendor?: boolean;
}

/** What the guard adds before an operation runs. */
export interface GuardedContext extends CallContext {
  caller: Caller | null;
  place: Place | null;
  /**
   * One write transaction. With an idempotency key what `work` returns is recorded with it, in the same transaction:
   * so it is the answer of the operation, and called once.
   */
  write<T>(work: (tx: Write) => Promise<T>): Promise<T>;
}

/** The organization that the call is about, and what the caller is there. */
export interface Place {
  organization: string;
  role: Role;
}

/** Who called. Only in operations whose `needs` asks for somebody. */
export function callerOf(context: GuardedContext): Caller {
  if (context.caller === null) throw new Error('this operation needs nobody to be signed in: there is no caller');
  return context.caller;
}

/** Where. Only in operations with a `subject`. */
export function placeOf(context: GuardedContext): Place {
  if (context.place === null) throw new Error('this operation has no subject: there is no place');
  return context.place;
}
