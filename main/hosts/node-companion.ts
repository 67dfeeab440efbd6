import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createBrowserOpener } from '../adapters/browser.ts';
import { createConnectCloud } from '../adapters/cloud-client/connect.ts';
import { createDiagnosticsSource } from '../adapters/diagnostics-source.ts';
import { createDrives } from '../adapters/drives/drives.ts';
import { createEmbeddedCloud } from '../adapters/embedded-cloud.ts';
import { createFileOpener } from '../adapters/file-opener.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import { createEvidenceSource } from '../adapters/hardware/evidence.ts';
import { findInstalled } from '../adapters/installed.ts';
import { openLibrary } from '../adapters/library/open-library.ts';
import { createLog } from '../adapters/log.ts';
import { createMachineState } from '../adapters/machine-state/machine-state.ts';
import { createPartFiles } from '../adapters/part-file/part-files.ts';
import { createRangeFetch } from '../adapters/range-fetch/range-fetch.ts';
import { createKeychain } from '../adapters/secret-keychain.ts';
import { createPrivateFile } from '../adapters/secret-private-file.ts';
import { createSettingsFile } from '../adapters/settings-file.ts';
import { settingsFolder } from '../adapters/settings-folder.ts';
import { systemClock, systemRandom } from '../adapters/system-clock.ts';
import { createTransferStore } from '../adapters/transfer-store.ts';
import type { Companion } from '../companion.ts';
import { createCompanion } from '../compose.ts';
import type { CompanionPorts } from '../services/ports.ts';
import { checkProduct } from './check/index.ts';
import type { HostOptions } from './companion.ts';

/** Puts the companion together in plain Node. Loaded by the owner alone: a door needs nothing of it. */
export async function createNodeCompanion(stateFolder: string, options: HostOptions): Promise<Companion> {
  return createCompanion(await portsOf(stateFolder, options));
}

async function portsOf(stateFolder: string, options: HostOptions): Promise<CompanionPorts> {
  const {
    kind,
    begins = 'sample',
    also,
    secretStore,
    openSettings = createSettingsFile,
    browser = createBrowserOpener(),
    opener = createFileOpener(),
    notifier = null,
    heavyWorkAfter = Promise.resolve(),
  } = options;
  const evidence = createEvidenceSource();
  const ranges = createRangeFetch();
  const settings = settingsFolder();
  const logFile = join(stateFolder, 'companion.log');
  const log = createLog(logFile, also);
  const keychain = await createKeychain({ service: keychainService(settings) });
  const cloudProgram = findInstalled(join('cloud', 'main.ts'), join('dist', 'cloud', 'main.js'));
  const cloud = cloudProgram === null ? null : createEmbeddedCloud({ program: cloudProgram, begins, log });
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
    embeddedCloud: cloud && { ...cloud, start: (signal) => heavyWorkAfter.then(() => cloud.start(signal)) },
    evidence: {
      read: () => heavyWorkAfter.then(() => evidence.read()),
      isVirtual: () => heavyWorkAfter.then(() => evidence.isVirtual()),
    },
    check: async (question) => checkProduct(question),
    browser,
    drives: createDrives(),
    transferStore: createTransferStore(stateFolder, systemClock),
    ranges,
    partFiles: createPartFiles(),
    releases: openLibrary(stateFolder, { opener, fetchWhole: ranges.whole }),
    diagnostics: createDiagnosticsSource({ stateFolder, logFile }),
    notifier,
    installedTrustRoot: installedTrustRoot(),
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

/** The trust root that whoever made the installer put beside the program: so a machine knows its cloud from the first start. */
function installedTrustRoot(): string | null {
  const file = process.env['GREENROOM_TRUST_ROOT'] || findInstalled('installed.trust-root');
  try {
    return file ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  }
}

function appVersion(): string {
  const file = findInstalled('package.json');
  const { version } = JSON.parse(file ? readFileSync(file, 'utf8') : '{}') as { version?: string };
  return version ?? '0';
}
