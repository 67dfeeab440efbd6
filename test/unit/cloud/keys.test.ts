import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { filePlatform } from '#cloud/adapters/file-platform.ts';
import { type KeyOptions, openCloudKeys } from '#cloud/keys/cloud-keys.ts';
import { WrongSecret } from '#cloud/keys/key-rows.ts';
import { deriveKey, openText, sealText } from '#cloud/keys/sealed.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import { open } from '#shared/files/open.ts';
import { fakeClock, testSecret } from '../../support/cloud.ts';
import { forEachEngine, freshDatabase, freshStore } from '../../support/store.ts';

const random = { bytes: (length: number) => randomBytes(length) };
const clock = fakeClock();

forEachEngine((engine) => {
  const optionsOn = async (where = freshDatabase(engine)): Promise<KeyOptions> => {
    const store = await freshStore(engine, await where);
    return { store, clock, random, name: 'Northlight', secret: testSecret };
  };

  it('makes one identity when several processes start at once, and keeps it', async () => {
    const where = freshDatabase(engine);
    const processes = await Promise.all([1, 2, 3, 4].map(() => optionsOn(where)));
    const opened = await Promise.all(processes.map(openCloudKeys));
    const again = await openCloudKeys(await optionsOn(where));
    expect(new Set([...opened, again].map(({ cloudId, trustRoot }) => cloudId + trustRoot)).size).toBe(1);
    expect(await processes[0]?.store.db.selectFrom('cloud_key').select('role').execute()).toHaveLength(3);
  });

  it('keeps private keys sealed, and says so when the secret is another', async () => {
    const options = await optionsOn();
    await openCloudKeys(options);
    const rows = JSON.stringify(await options.store.db.selectFrom('cloud_key').selectAll().execute());
    expect(rows).not.toContain('PRIVATE KEY');
    await expect(openCloudKeys({ ...options, secret: 'x'.repeat(40) })).rejects.toThrow(WrongSecret);
  });

  it('signs licenses that its trust root vouches for', async () => {
    const keys = await openCloudKeys(await optionsOn());
    const root = open(filePlatform, 'trust-root', keys.trustRoot, { pinned: null });
    expect(root).toMatchObject({ accepted: true, payload: { cloud: keys.cloudId, cloudName: 'Northlight' } });
    expect(keys.root.keys.map(({ role }) => role)).toEqual(['root', 'lease', 'release']);
    expect(keys.fingerprint.split(/[- ]/)).toHaveLength(8);
    expect(keys.trustRoot).toContain(`Fingerprint: ${keys.fingerprint}`);
    expect(keys.signLicense(license(keys.cloudId))).toContain('BEGIN GREENROOM LICENSE');
  });
});

it('opens what was sealed under the same name and key only', () => {
  const key = deriveKey(testSecret, 'keys');
  const sealed = sealText(random, key, 'a', 'words');
  expect(openText(key, 'a', sealed)).toBe('words');
  expect(openText(key, 'b', sealed)).toBeNull();
  expect(openText(deriveKey(testSecret, 'sessions'), 'a', sealed)).toBeNull();
  expect(openText(key, 'a', `A${sealed.slice(1)}`)).toBeNull();
  expect(openText(key, 'a', '')).toBeNull();
});

const license = (cloud: string): LicensePayload => ({
  cloud,
  machine: '0123456789abcdef',
  machineName: 'RENDER-03',
  sequence: 1,
  answers: null,
  issuedAt: clock.now(),
  importBy: clock.now(),
  leases: [],
  notices: [],
  setBackAllowance: 0,
  warnDays: [],
  barred: [],
});
