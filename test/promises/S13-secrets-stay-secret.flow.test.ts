import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createLog as createCloudLog } from '#cloud/log.ts';
import { createConnectCloud } from '#main/adapters/cloud-client/connect.ts';
import { createLog } from '#main/adapters/log.ts';
import { createPrivateFile } from '#main/adapters/secret-private-file.ts';
import { createSettingsFile } from '#main/adapters/settings-file.ts';
import { defaultSettings } from '#shared/models/settings.ts';
import { startTestCloud, testPassword } from '../support/cloud.ts';
import { createTestCompanion } from '../support/companion.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { report } from '../support/promise.ts';

const wrongPassword = 'Wr0ng-Horse-Battery';

/** The machine's key is in its own file; everything else is searched. */
const isSearched = (path: string) => !path.endsWith('machine.key');

const filesUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const textsUnder = (folder: string) =>
  filesUnder(folder)
    .filter(isSearched)
    .map((path) => [path, readFileSync(path, 'latin1')] as const);

test('S13 after the whole story, no token and no password is in any file, log, status or error of either half', async () => {
  const lines: string[] = [];
  const database = mkdtempSync(join(tmpdir(), 'greenroom-s13-cloud-'));
  const cloud = await startTestCloud({
    where: { file: join(database, 'cloud.sqlite') },
    log: createCloudLog('trace', { write: (line: string) => void lines.push(line) }),
  });
  const organization = await cloud.addOrganization('Northlight Studios');
  const ingrid = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
  await cloud.vendor.catalogue.import({
    catalogue: {
      products: [
        {
          id: 'graphics',
          name: 'Graphics',
          glyph: 'layers',
          editions: [{ id: 'xr', name: 'XR', services: [] }],
          links: [],
        },
      ],
      support: [],
    },
  });
  const license = await cloud.vendor.license.issue({
    organization,
    product: 'graphics',
    edition: 'xr',
    kind: 'floating',
    seats: 1,
  });

  const home = mkdtempSync(join(tmpdir(), 'greenroom-s13-'));
  const settings = createSettingsFile(home);
  settings.write({ ...defaultSettings, cloudUrl: cloud.url, allowPrivateFile: true });
  const secretStore = createPrivateFile(home);
  const tokens = new Set<string>([ingrid.token]);
  const { client, companion, folder } = await createTestCompanion({
    clock: createFakeClock(Date.now()),
    folder: join(home, 'state'),
    ports: {
      log: createLog(join(home, 'companion.log')),
      connectCloud: createConnectCloud({ environment: {} }),
      settingsStore: settings,
      secretStores: [
        {
          ...secretStore,
          set(key, value) {
            tokens.add(value);
            return secretStore.set(key, value);
          },
        },
      ],
    },
  });
  const { session, license: licenses } = client.companion;
  const seen: unknown[] = [
    await session.signIn({ email: ingrid.email, password: wrongPassword }).catch((error: unknown) => error),
  ];
  seen.push(await session.signIn({ email: ingrid.email, password: testPassword }));
  const lease = await licenses.pick({ license: license.id });
  seen.push(lease, await licenses.heartbeat({}), companion.status());
  seen.push(await licenses.pick({ license: 'L-unknown' }).catch((error: unknown) => error));
  await licenses.release({ lease: lease.id });
  const written = textsUnder(home);
  await session.signOut({});
  seen.push(companion.status());

  const machineKey = readFileSync(join(folder, 'machine.key'), 'utf8').split('\n')[1] ?? '';
  const secrets = [...tokens, testPassword, wrongPassword, machineKey];
  expect(tokens.size).toBeGreaterThan(1);
  const places = [
    ...written,
    ...textsUnder(home),
    ...seen.map((value, index) => [`answer ${index}`, inspect(value, { depth: 12 }) + JSON.stringify(value)] as const),
    ['cloud log', lines.join('')] as const,
  ];
  expect(written.map(([path]) => path)).toContain(join(home, 'secrets.json'));
  expect(lines.length).toBeGreaterThan(0);
  for (const [place, text] of places) {
    for (const secret of secrets) expect(text.includes(secret), `a secret in ${place}`).toBe(false);
  }

  // The cloud's database knows passwords and keys only hashed or sealed. Sessions are looked up by their token.
  const kept = textsUnder(database)
    .map(([, text]) => text)
    .join('');
  for (const secret of [testPassword, wrongPassword, machineKey]) expect(kept.includes(secret)).toBe(false);
  expect(kept).not.toContain('PRIVATE KEY');
  report(`S13 (flow): ${secrets.length} secrets in none of ${places.length} places`);
});
