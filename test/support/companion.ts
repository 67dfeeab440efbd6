import { mkdtempSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import type { CompanionClient } from '#main/owner.ts';
import { createDiagnosticsSource } from '#main/adapters/diagnostics-source.ts';
import { createPartFiles } from '#main/adapters/part-file/part-files.ts';
import { createRangeFetch } from '#main/adapters/range-fetch/range-fetch.ts';
import type { Companion } from '#main/companion.ts';
import { createCompanion } from '#main/compose.ts';
import { createDirectLink } from '#main/forwarding.ts';
import type { CompanionPorts, Log, SecretStore, SettingsStore } from '#main/services/ports.ts';
import type { SecretPlace } from '#shared/models/settings.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeCloud, type FakeCloud } from './fake-cloud.ts';
import { createFakeDrives } from './fake-drives.ts';
import { createTestLibraryPorts } from './library-ports.ts';
import { openMachine } from './machine.ts';
import { signedIn } from './signed-in.ts';
import { memoryStore } from './transfers.ts';

export const cloudUrl = 'https://cloud.example';

/** A folder in memory where there is one: thousands of durable writes need no disk in a test. */
export const memoryFolder = () => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'greenroom-test-'));

export interface TestCompanionOptions {
  clock?: FakeClock;
  cloud?: FakeCloud;
  folder?: string;
  ports?: Partial<CompanionPorts>;
}

/** A companion with everything around it made up, except its state folder, which is real. */
export async function createTestCompanion(options: TestCompanionOptions = {}) {
  const clock = options.clock ?? createFakeClock();
  const cloud = options.cloud ?? createFakeCloud({ now: clock.now });
  const folder = options.folder ?? memoryFolder();
  const opened: string[] = [];
  const logged: string[] = [];
  const ports: CompanionPorts = {
    host: { kind: 'command', processId: 1, appVersion: '0.1.0' },
    clock,
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)), fraction: () => 0.5 },
    log: writeTo(logged),
    machineState: await openMachine({ folder, clock }),
    settingsStore: memorySettings({ version: 1, cloudUrl }),
    secretStores: [memorySecrets('keychain')],
    environmentToken: null,
    connectCloud: cloud.connect,
    embeddedCloud: null,
    evidence: { read: () => Promise.resolve(evidenceOf('a1b2c3')), isVirtual: () => Promise.resolve(false) },
    check: () => Promise.reject(new Error('not asked here')),
    browser: {
      async open(url) {
        opened.push(url);
      },
    },
    drives: createFakeDrives(),
    transferStore: memoryStore(),
    ranges: createRangeFetch(),
    partFiles: createPartFiles({ workers: 1 }),
    releases: createTestLibraryPorts(folder),
    diagnostics: createDiagnosticsSource({ stateFolder: folder, logFile: join(folder, 'companion.log') }),
    notifier: null,
    installedTrustRoot: null,
    ...options.ports,
  };
  const companion = goingBy(clock, createCompanion(ports));
  const client = createORPCClient<CompanionClient>(createDirectLink(companion.router));
  return { companion, client, ports, clock, cloud, folder, opened, logged };
}

/** Tells the clock when there is a loop to wait for. */
function goingBy(clock: FakeClock, companion: Companion): Companion {
  return {
    ...companion,
    start() {
      const stop = companion.start();
      clock.startLoop();
      return () => {
        clock.endLoop();
        return stop();
      };
    },
  };
}

export type TestCompanion = Awaited<ReturnType<typeof createTestCompanion>>;

/** Signs the sample person in, by password. */
export const signIn = async ({ client, cloud }: TestCompanion) =>
  signedIn(await client.companion.session.signIn({ email: 'ingrid@northlight.example', password: cloud.password }));

const evidenceOf = (value: string) => ({
  'os-machine-id': { value },
  'system-uuid': { value: '03000200-0400-0500-0006-000700080009' },
  'system-serial': { value: '' },
  'disk-serial': { trouble: 'unreadable' as const },
  cpu: { value: 'AMD EPYC x8' },
  'network-address': { trouble: 'timed-out' as const },
  'tpm-key': { value: '' },
  'vm-generation': { value: '' },
});

export function memorySecrets(place: SecretPlace, name = `the ${place}`) {
  const kept = new Map<string, string>();
  const store: SecretStore = {
    place,
    name,
    get: (key) => Promise.resolve(kept.get(key) ?? null),
    async set(key, value) {
      kept.set(key, value);
    },
    async delete(key) {
      kept.delete(key);
    },
  };
  return { ...store, kept };
}

export function memorySettings(value?: unknown) {
  const store: SettingsStore & { value: unknown; aside: unknown[] } = {
    file: '/home/ingrid/.config/greenroom/settings.json',
    value,
    aside: [],
    read: () => (store.value === undefined ? { state: 'absent' } : { state: 'read', value: store.value }),
    write(settings) {
      store.value = settings;
    },
    keepAside() {
      store.aside.push(store.value);
      return `${store.file}.damaged`;
    },
  };
  return store;
}

function writeTo(lines: string[]): Log {
  const line = (message: string, facts?: Record<string, unknown>) =>
    void lines.push(`${message} ${JSON.stringify(facts ?? {})}`);
  return { debug: line, info: line, warn: line, error: line };
}
