import { Failure } from '#shared/errors.ts';
import type { DiagnosticsStep } from '#shared/models/diagnostics.ts';
import type { EvidenceFactor } from '#shared/models/machine.ts';
import type { SecretPlace } from '#shared/models/settings.ts';
import type { Status } from '#shared/models/status.ts';
import { explain, text } from '#shared/text/index.ts';
import type { Connection } from '../connection.ts';
import type { Library } from '../library/library.ts';
import type { CompanionPorts } from '../ports.ts';
import type { SettingsService } from '../settings.ts';
import type { Downloads } from '../transfers/downloads.ts';
import type { DiagnosticsSource } from './source.ts';

const words = text.diagnostics;
const { fact, facts, at, none } = words;

/** What the steps ask. */
export interface DiagnosticsParts {
  connection: Pick<Connection, 'show' | 'look'>;
  settings: Pick<SettingsService, 'show' | 'file'>;
  secrets: { place(): SecretPlace; places(): SecretPlace[] };
  downloads: Pick<Downloads, 'list'>;
  library: Pick<Library, 'list'>;
  status(): Status;
  evidence(): Promise<{ factors: EvidenceFactor[] }>;
}

export type StepPorts = Pick<CompanionPorts, 'host' | 'clock' | 'machineState' | 'evidence'> & {
  diagnostics: DiagnosticsSource;
};

/** The lines of a step. One that fails says what it found out before, and why it stopped. */
export type Step = (lines: string[]) => void | Promise<void>;

/** So many things of one kind are listed. */
const mostListed = 60;

const listed = (label: string, all: readonly string[]): string[] => [
  fact(label, all.length === 0 ? none : all.length),
  ...all.slice(0, mostListed).map((line) => `  ${line}`),
  ...(all.length > mostListed ? [`  ${words.more(all.length - mostListed)}`] : []),
];

/** Every step by its name. They list what is asked for here, line by line: no file and no object is copied as a whole. */
export function createSteps(
  { host, clock, machineState, evidence: { isVirtual }, diagnostics: source }: StepPorts,
  { connection, settings, secrets, downloads, library, status, evidence }: DiagnosticsParts,
): Record<DiagnosticsStep, Step> {
  return {
    async machine(lines) {
      const { id, name, platform } = machineState.machine();
      lines.push(
        fact(facts.version, host.appVersion),
        fact(facts.host, `${host.kind}, process ${host.processId}`),
        ...source.system().map(([label, value]) => fact(label, value)),
        fact(facts.machine, name),
        fact(facts.id, id),
        fact(facts.platform, platform),
      );
      const { factors } = await evidence();
      lines.push(
        fact(facts.virtual, await isVirtual()),
        ...listed(
          facts.evidence,
          factors.map((factor) => `${factor.name}: ${factor.state}, ${factor.reason}`),
        ),
      );
    },

    async cloud(lines) {
      const { url, name, fingerprint, embedded, state, why, since, lastContactAt } = connection.show();
      lines.push(
        fact(facts.url, url || none),
        fact(facts.cloudName, name),
        fact(facts.fingerprint, fingerprint),
        fact(facts.embedded, embedded),
        fact(facts.state, state),
        ...(why === null ? [] : [fact(facts.why, why)]),
        fact(facts.since, at(since)),
        fact(facts.lastContact, at(lastContactAt)),
      );
      if (url === '') return;
      const begun = clock.monotonic();
      const { root } = await connection.look(url);
      lines.push(
        fact(facts.asked, facts.reached(Math.round(clock.monotonic() - begun))),
        fact(facts.sameCloud, fingerprint === null ? null : fingerprint === root.fingerprint),
      );
    },

    async leases(lines) {
      const { leases, notices, lastHeartbeatAt, nextHeartbeatAt } = status();
      lines.push(
        fact(facts.lastHeartbeat, at(lastHeartbeatAt)),
        fact(facts.nextHeartbeat, at(nextHeartbeatAt)),
        ...listed(
          facts.leases,
          leases.map(
            (lease) =>
              `${lease.id}: ${lease.product.name} ${lease.edition.name}, ${lease.mode}, ${lease.standing}, leased until ${at(lease.leaseEndsAt)}, license ends ${at(lease.licenseEndsAt)}`,
          ),
        ),
        ...listed(
          facts.notices,
          notices.map((notice) => `${at(notice.at)} ${notice.kind}`),
        ),
        fact(facts.stateFolder, machineState.folder),
      );
      const files = await source.stateFiles();
      lines.push(
        ...listed(
          facts.files,
          files.map(({ name, bytes, changedAt, mode }) => `${name}: ${words.bytes(bytes)}, ${mode}, ${at(changedAt)}`),
        ),
      );
    },

    offline(lines) {
      const { offline, drives } = status();
      lines.push(
        ...listed(
          facts.requests,
          offline.requests.map(
            ({ purpose, wanted, madeAt, useBy }) =>
              `${purpose}, ${wanted ? [wanted.product, wanted.edition].filter(Boolean).join(' ') : 'any license'}, made ${at(madeAt)}, good until ${at(useBy)}`,
          ),
        ),
        ...listed(
          facts.returns,
          offline.returns.map(
            ({ lease, license, returnedAt, receiptAt }) =>
              `${lease}: ${license}, ${at(returnedAt)}, receipt ${at(receiptAt)}`,
          ),
        ),
        fact(facts.acknowledgement, offline.acknowledgement ? offline.acknowledgement.sequence : none),
        ...listed(
          facts.drives,
          drives.map(
            ({ label, isWritable, files }) => `${label}: ${files.length} files, writable: ${words.yesNo(isWritable)}`,
          ),
        ),
      );
    },

    async transfers(lines) {
      lines.push(
        ...listed(
          facts.transfers,
          (await downloads.list()).map(
            ({ kind, product, version, artifact, state, failure, verifiedBytes, size }) =>
              `${kind} ${product.id} ${version} ${artifact.id}: ${state}${failure ? ` (${failure.code})` : ''}, ${words.bytes(verifiedBytes)} of ${words.bytes(size)}`,
          ),
        ),
      );
      const { folder, entries, usedBytes, oldBytes, freeBytes } = await library.list();
      lines.push(
        fact(facts.library, folder),
        fact(facts.used, words.bytes(usedBytes)),
        fact(facts.old, words.bytes(oldBytes)),
        fact(facts.free, freeBytes === null ? null : words.bytes(freeBytes)),
        ...listed(
          facts.files,
          entries.map(
            ({ product, version, artifact, size }) => `${product} ${version} ${artifact}: ${words.bytes(size)}`,
          ),
        ),
      );
    },

    secrets(lines) {
      const { session } = status();
      lines.push(
        fact(facts.place, secrets.place()),
        fact(facts.places, secrets.places().join(', ') || none),
        fact(facts.session, session.state === 'signed-out' ? `${session.state}, ${session.why}` : session.state),
      );
    },

    settings(lines) {
      // Who was signed in last is no setting of this machine.
      const { lastSignedIn: _person, ...shown } = settings.show();
      lines.push(
        fact(facts.file, settings.file),
        ...Object.entries(shown).map(([key, value]) => `${spaced(key)}: ${JSON.stringify(value)}`),
      );
    },

    async log(lines) {
      lines.push(await source.log());
    },

    async network(lines) {
      lines.push(...listed(facts.interfaces, source.interfaces()), ...listed(facts.environment, source.environment()));
      const { url } = connection.show();
      if (!URL.canParse(url)) return;
      const begun = clock.monotonic();
      const count = await source.lookUp(new URL(url).hostname);
      lines.push(fact(facts.lookup, facts.lookedUp(count, Math.round(clock.monotonic() - begun))));
    },

    clock(lines) {
      const state = machineState.clockState();
      lines.push(
        fact(facts.wall, at(clock.now())),
        fact(facts.trusted, at(machineState.now())),
        fact(facts.difference, facts.seconds(machineState.clockDifference())),
        fact(facts.clock, state.state),
        fact(facts.booted, facts.seconds(clock.monotonic())),
        fact(facts.boot, clock.bootId() !== null),
        fact(facts.zone, new Intl.DateTimeFormat().resolvedOptions().timeZone),
      );
    },
  };
}

/** `secretPlace` as "secret place": a name that would be taken for a secret's is none. */
const spaced = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Why a step stopped, in the words people know. */
export const whyOf = (error: unknown): string => {
  if (error instanceof Failure) return `${error.code}. ${explain(error).sentence}`;
  return error instanceof Error ? error.message : String(error);
};
