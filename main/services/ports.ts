import type { ContractRouterClient } from '@orpc/contract';
import type { cloudContract } from '#shared/contract/cloud/index.ts';
import type { Failure } from '#shared/errors.ts';
import type { LicenseRequestPayload } from '#shared/files/license-request.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import type { MachineIntroduction } from '#shared/files/machine-introduction.ts';
import type { CheckResult } from '#shared/models/check.ts';
import type { ClockState } from '#shared/files/time.ts';
import type { EvidenceName, MachineRef } from '#shared/models/machine.ts';
import type { CarriedFile, Drive, InspectedFile, OfflineStatus } from '#shared/models/offline.ts';
import type { LeaseNotice } from '#shared/models/lease-notice.ts';
import type { SecretPlace, Settings } from '#shared/models/settings.ts';
import type { EndsSoon, HeldLease, Notice, Status } from '#shared/models/status.ts';
import type { Moment } from '#shared/models/time.ts';
import type { DiagnosticsSource } from './diagnostics/source.ts';
import type { LibraryPorts } from './library/library-ports.ts';
import type { ReleaseState } from './releases/release-ports.ts';
import type { PartFiles, RangeFetch } from './transfers/run-ports.ts';

export type * from './diagnostics/source.ts';
export type * from './library/library-ports.ts';
export type * from './releases/release-ports.ts';
export type * from './transfers/run-ports.ts';

/** What the services need from the world. Adapters give it; tests give fakes. */
export interface CompanionPorts {
  host: Host;
  clock: Clock;
  random: Random;
  log: Log;
  machineState: MachineState;
  settingsStore: SettingsStore;
  /** The places this host can keep a secret in, the best first. */
  secretStores: readonly SecretStore[];
  /** A token for unattended runs (`GREENROOM_TOKEN`); it lives in memory only. */
  environmentToken: string | null;
  connectCloud: ConnectCloud;
  /** null where no cloud of its own can be started. */
  embeddedCloud: EmbeddedCloud | null;
  evidence: EvidenceSource;
  /** The same check a licensed program makes (L11). */
  check: ProductCheck;
  browser: BrowserOpener;
  drives: DriveAccess;
  transferStore: TransferStore;
  /** How transfers get and keep their bytes. */
  ranges: RangeFetch;
  partFiles: PartFiles;
  /** What releases and the library need. */
  releases: LibraryPorts;
  diagnostics: DiagnosticsSource;
  /** Shows a person something outside the window; null where nobody would see it. */
  notifier: Notifier | null;
  /** The trust root that came with the installer; null where none did. */
  installedTrustRoot: string | null;
}

/** The process the services run in. */
export interface Host {
  kind: Status['owner']['host'];
  processId: number;
  appVersion: string;
}

export interface Clock {
  /** What the wall clock says; people may set it. */
  now(): Moment;
  /** Milliseconds since this boot; only grows, and goes on while the machine sleeps. */
  monotonic(): number;
  /** Names this boot; null where the system does not say. */
  bootId(): string | null;
  /** Resolves after this long; rejects with the reason of the signal. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface Random {
  bytes(length: number): Uint8Array;
  /** From 0 up to, not including, 1. */
  fraction(): number;
}

type LogLine = (message: string, facts?: Record<string, unknown>) => void;

/** Facts never hold tokens, passwords, keys or the contents of files. */
export interface Log {
  debug: LogLine;
  info: LogLine;
  warn: LogLine;
  error: LogLine;
}

/** One place for secrets. Throws `secret-store-locked` when it cannot be used just now. */
export interface SecretStore {
  place: SecretPlace;
  /** What to call it in a sentence: the keychain's name, or the path of the file. */
  name: string;
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** The settings file, unchecked: the settings service knows its shapes. */
export interface SettingsStore {
  file: string;
  read(): { state: 'absent' } | { state: 'damaged' } | { state: 'read'; value: unknown };
  /** Atomic. Throws `state-not-writable` or `disk-full`. */
  write(settings: Settings): void;
  /** Moves a damaged file away, and says where to. */
  keepAside(): string;
}

/** The cloud this machine trusts: pinned once, and compared ever after. */
export interface PinnedCloud {
  cloud: string;
  name: string;
  version: number;
  /** Words of the root key, to compare by eye. */
  fingerprint: string;
}

/** What the machine asks for; key, counter, nonce and the rest are added where the key is. */
export type CallRequest = Pick<MachineCallPayload, 'purpose'> &
  Partial<Pick<MachineCallPayload, 'license' | 'replaces' | 'lease' | 'days' | 'room'>> &
  Introduction;

/** What a machine says about itself, besides its name and key. */
export type Introduction = Pick<MachineIntroduction, 'evidence' | 'isVirtual' | 'appVersion'>;

/** What a machine without a network asks for. */
export type FileRequest = Pick<LicenseRequestPayload, 'purpose' | 'wanted'> & Introduction;

/** What was applied of carried text. */
export interface Applied {
  license: { sequence: number; notices: LeaseNotice[] } | null;
  /** Leases whose receipt came. */
  receipts: string[];
  /** The trust root, when a newer one was among it. */
  root: PinnedCloud | null;
}

/** A call that waits for its answer. */
export interface OpenCall {
  nonce: string;
  /** Ready for the wire: JSON text of the signed envelope. */
  text: string;
}

/** What this machine keeps in its state folder: its key, its counter, its licenses, and what it knows about time. */
export interface MachineState extends ReleaseState {
  readonly folder: string;
  machine(): MachineRef;
  rename(name: string): Promise<MachineRef>;
  /** Trusted time (FILES). */
  now(): Moment;
  /** How far the wall clock is ahead of trusted time; negative for behind. */
  clockDifference(): number;

  pinned(): PinnedCloud | null;
  /** Verifies a trust root by itself; keeps nothing. Throws `answer-refused`. */
  readTrustRoot(armoured: string): Promise<PinnedCloud>;
  /** Keeps the first trust root, or the one that follows the kept one by the rules of FILES. Throws `answer-refused`. */
  pin(armoured: string): Promise<PinnedCloud>;
  /** Keeps the trust root of another cloud instead; licenses of the one before are put away, sequences start anew. */
  repin(armoured: string): Promise<PinnedCloud>;

  /** Signs a call; the counter is on disk before the call is given out. */
  openCall(request: CallRequest): Promise<OpenCall>;
  /** Verifies the answer to an open call and keeps it. Throws `answer-refused`; then nothing has changed. */
  applyAnswer(call: OpenCall, file: string): Promise<{ notices: LeaseNotice[] }>;
  /** The leases on disk with the verdict at this moment, without those that were given back by file. */
  leases(): HeldLease[];

  /** A license of this cloud was ever applied here, whatever became of it: the cloud knows this machine. */
  isKnown(): boolean;
  /** What is under way by file. */
  offline(): OfflineStatus;
  /** Makes and keeps a signed request (F2); the counter is on disk before it is given out. Throws `no-cloud-yet`, `too-many-requests`. */
  makeRequest(request: FileRequest): Promise<{ request: string; file: CarriedFile }>;
  /** The same file once more; null when there is no such open request. */
  showRequest(request: string): CarriedFile | null;
  dropRequest(request: string): Promise<void>;
  /** Takes everything that is for this machine out of carried text (F5). Throws `file-refused` when nothing could be used; then nothing has changed. */
  applyCarried(text: string): Promise<Applied>;
  /** The acknowledgement of the last carried license, the same bytes each time; null when there is none to give. */
  acknowledgement(): Promise<CarriedFile | null>;
  /** Gives a lease back (F7): unusable on disk first, then the proof, the same bytes each time. Throws `no-lease-here`. */
  giveBackByFile(lease: string): Promise<CarriedFile>;
  /** Leases that were given back by file and that the cloud still counted when it last signed a license. */
  givenBack(): string[];
  /** What files are, as this machine sees them. */
  inspect(text: string): InspectedFile[];
  /** Moves the mark of trusted time on, and keeps it. */
  keepTime(): Promise<void>;
  /** What the clock of this machine is worth (FILES, Time). */
  clockState(): ClockState;
  /** Another identity: a new key, no licenses. The trust root stays. */
  renewIdentity(): Promise<MachineRef>;
  /** No identity at all: the key, the record and the licenses are removed; the next start makes new ones. Says which files. */
  wipeIdentity(): Promise<string[]>;
  /** Goes on with a counter that no copy of this machine has used. */
  leapCounter(): Promise<void>;

  /** So many days before an end people are warned: what the license on disk says; empty without one. */
  warnDays(): readonly number[];
  /** What people were warned of already, dismissed or not: nobody hears the same thing twice. */
  warned(): readonly Warned[];
  keepWarned(warned: readonly Warned[]): Promise<void>;

  notices(): Notice[];
  /** Replaces all notices. */
  keepNotices(notices: Notice[]): Promise<void>;
  lastPick(): string | null;
  keepLastPick(license: string): Promise<void>;
}

/** An end that somebody was warned of, and how many days before. */
export type Warned = Pick<EndsSoon, 'lease' | 'what' | 'endsAt' | 'days'>;

export type CloudClient = ContractRouterClient<typeof cloudContract>;

/** How a call to the cloud ended, for whoever keeps an eye on the connection. */
export interface Contact {
  /** null: it was answered as asked. A refusal is a failure too, but it shows that the cloud is there. */
  failure: Failure | null;
  /** The token the call carried. */
  token: string | null;
}

export interface CloudConnection {
  client: CloudClient;
  /** The same by name of the operation, for what is only passed on. */
  call(path: readonly string[], input: unknown, signal?: AbortSignal): Promise<unknown>;
}

/**
 * A connection to the cloud at `url`, which is asked for anew with each call. What comes between is thrown as
 * one of the cloud troubles; what the cloud refuses is thrown as it came.
 */
export type ConnectCloud = (options: {
  url(): Promise<string>;
  token(): Promise<string | null>;
  onContact(contact: Contact): void;
}) => CloudConnection;

/** The cloud that comes with the app, as a process of its own. */
export interface EmbeddedCloud {
  /** Says where it listens, after starting it if it is not running. */
  start(signal: AbortSignal): Promise<string>;
  stop(): Promise<void>;
}

export type EvidenceReading = { value: string } | { trouble: 'unreadable' | 'timed-out' };

/** Reads the hardware, each source within a time limit. Values never leave the services unhashed. */
export interface EvidenceSource {
  read(): Promise<Record<EvidenceName, EvidenceReading>>;
  /** Whether this is a virtual machine; false where nobody can tell. */
  isVirtual(): Promise<boolean>;
}

export type ProductCheck = (question: { product: string; edition?: string }) => Promise<CheckResult>;

/** Sticks, and folders that are watched like them. */
export interface DriveAccess {
  /** What is in this machine now. */
  list(): Promise<DriveInfo[]>;
  /** Tells when a drive came or went, or when files on one did; the returned function stops it. */
  watch(onChange: () => void): () => void;
  /**
   * The Greenroom files on a drive, each with the text of its blocks; files that are none are left out. Those of `files`
   * alone when they are named: one of them that cannot be read throws `file-not-readable`. Throws `drive-gone`.
   */
  read(drive: string, options?: { files?: readonly string[]; signal?: AbortSignal }): Promise<DriveReading>;
  /** Writes files, each whole or not at all; never over another one. Throws `drive-gone`, `disk-full`, `file-not-writable`. */
  save(drive: string, files: readonly CarriedFile[]): Promise<string[]>;
}

export type DriveInfo = Omit<Drive, 'files' | 'skipped'>;

export interface DriveReading extends Pick<Drive, 'skipped'> {
  files: CarriedFile[];
}

/** The file with the queue of transfers, unchecked: the queue knows its shape. Throws `state-not-writable` or `disk-full`. */
export interface TransferStore {
  /** null: there is none. */
  read(): Promise<string | null>;
  /** Atomic. */
  write(text: string): Promise<void>;
  /** Moves a damaged file away, and says where to. */
  keepAside(): Promise<string>;
}

export interface Notifier {
  show(message: { title: string; body: string }): void;
}

export interface BrowserOpener {
  open(url: string): Promise<void>;
}
