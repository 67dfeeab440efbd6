import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Status } from '#shared/models/status.ts';
import { createBrowserOpener } from '../adapters/browser.ts';
import { createConnectCloud } from '../adapters/cloud-client/connect.ts';
import { createEmbeddedCloud } from '../adapters/embedded-cloud.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import { createEvidenceSource } from '../adapters/hardware/evidence.ts';
import { findInstalled } from '../adapters/installed.ts';
import { createLog } from '../adapters/log.ts';
import { createMachineState } from '../adapters/machine-state/machine-state.ts';
import { createKeychain } from '../adapters/secret-keychain.ts';
import { createPrivateFile } from '../adapters/secret-private-file.ts';
import { createSettingsFile } from '../adapters/settings-file.ts';
import { settingsFolder } from '../adapters/settings-folder.ts';
import { chooseStateFolder } from '../adapters/state-folder.ts';
import { systemClock, systemRandom } from '../adapters/system-clock.ts';
import { createCompanion } from '../compose.ts';
import { attachOrOwn, type Ownership, type OwnershipOptions } from '../owner.ts';
import type { BrowserOpener, CompanionPorts, SecretStore, SettingsStore } from '../services/ports.ts';
import { checkProduct } from './check/index.ts';

export interface HostOptions extends Pick<OwnershipOptions, 'onRole'> {
  kind: Status['owner']['host'];
  /** A command only asks something, unless it goes on like the others. */
  keepGoing?: boolean;
  /** What an embedded cloud begins with when it is new. */
  begins?: 'sample' | 'empty';
  /** Where lines of the log go besides its file. */
  also?: (line: string) => void;
  /** A place for secrets that only this host has; after the keychain, which the terminal can read too. */
  secretStore?: SecretStore;
  /** How this host opens the settings file. */
  openSettings?: (folder: string) => SettingsStore;
  /** How this host opens a page in the person's browser. */
  browser?: BrowserOpener;
}

/** Starts a host of the companion: as the owner of this machine's state, or as a door to whoever is. */
export async function startCompanion(options: HostOptions): Promise<Ownership> {
  const stateFolder = await chooseStateFolder();
  const { kind, keepGoing = kind !== 'command' } = options;
  const ownership = await attachOrOwn({
    stateFolder,
    keepGoing,
    onRole: options.onRole,
    createCompanion: async () => createCompanion(await portsOf(stateFolder, options)),
  });
  if (!keepGoing) return ownership;
  const leaving = new AbortController();
  void standBy(ownership, leaving.signal);
  return {
    ...ownership,
    async stop() {
      leaving.abort();
      await ownership.stop();
    },
  };
}

/** A host that stays notices at once when the owner goes, also while nobody asks it anything, and takes over. */
async function standBy({ client }: Ownership, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const events = await client.companion.status.watch({}, { signal });
      while (!(await events.next()).done);
    } catch {
      await sleep(1_000, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function portsOf(stateFolder: string, options: HostOptions): Promise<CompanionPorts> {
  const {
    kind,
    begins = 'sample',
    also,
    secretStore,
    openSettings = createSettingsFile,
    browser = createBrowserOpener(),
  } = options;
  const settings = settingsFolder();
  const log = createLog(join(stateFolder, 'companion.log'), also);
  const keychain = await createKeychain({ service: keychainService(settings) });
  const cloudProgram = findInstalled(join('cloud', 'main.ts'), join('dist', 'cloud', 'main.js'));
  return {
    host: { kind, processId: process.pid, appVersion: appVersion() },
    clock: systemClock,
    random: systemRandom,
    log,
    machineState: await createMachineState({
      folder: stateFolder,
      platform: filePlatform,
      clock: systemClock,
      random: systemRandom,
      system: platforms[process.platform] ?? 'linux',
      defaultName: hostname().slice(0, 60) || 'workstation',
    }),
    settingsStore: openSettings(settings),
    secretStores: [keychain, secretStore, createPrivateFile(settings)].filter((store) => !!store),
    environmentToken: process.env['GREENROOM_TOKEN'] || null,
    connectCloud: createConnectCloud(),
    embeddedCloud: cloudProgram === null ? null : createEmbeddedCloud({ program: cloudProgram, begins, log }),
    evidence: createEvidenceSource(),
    check: async (question) => checkProduct(question),
    browser,
  };
}

const platforms: Partial<Record<NodeJS.Platform, 'linux' | 'macos' | 'windows'>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
};

/** Settings in another folder are another person's, or a test's: their secrets must not meet. */
function keychainService(folder: string): string {
  return process.env['GREENROOM_CONFIG'] ? `Greenroom (${folder})` : 'Greenroom';
}

function appVersion(): string {
  const file = findInstalled('package.json');
  const { version } = JSON.parse(file ? readFileSync(file, 'utf8') : '{}') as { version?: string };
  return version ?? '0';
}
