import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { day } from '#shared/models/time.ts';
import { figure, report } from '../support/promise.ts';
import { readMachineFile } from '../support/read-machine-file.ts';
import { noon } from '../support/signed-files.ts';
import { forEachEngine } from '../support/store.ts';
import { studio } from '../unit/cloud/licensing/studio.ts';
import { takeOffline } from '../unit/cloud/warnings/ends.ts';

const rounds = figure(3, 50);

forEachEngine((engine) => {
  /** An offline lease of a license with an end, exported by whoever uses it. */
  async function exported() {
    const made = await studio(engine);
    const { cloud, organization, editor } = made;
    const license = await cloud.addLicense(organization, { seats: 4, endsAt: noon + 200 * day });
    const lease = await takeOffline(cloud, { license, by: editor, endsAt: noon + 30 * day, name: 'OB-1 Rendér 03' });
    const answer = await cloud.as(editor).lease.exportMachineFile({ lease });
    const { file, ...keys } = answer;
    return {
      ...made,
      license,
      lease,
      file,
      keys,
      open: (text = file.text, change = {}) => readMachineFile(text, { ...keys, now: noon, ...change }),
    };
  }

  test(`R15 ${engine}: a lease opens as a Keygen machine file, by a reader that knows only the published format`, async () => {
    const { cloud, license, lease, file, keys, open } = await exported();
    const { machine_id: machine } = await cloud.store.db
      .selectFrom('lease')
      .select('machine_id')
      .where('id', '=', lease)
      .executeTakeFirstOrThrow();
    expect(file.name).toBe('OB-1-Render-03-2027-01-01.machine.lic');
    expect(keys.fingerprint).toBe(machine);
    expect(keys.licenseKey).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
    const document = open();
    expect(document.meta).toEqual({
      issued: '2027-01-01T12:00:00.000Z',
      expiry: '2027-01-31T12:00:00.000Z',
      ttl: (30 * day) / 1000,
    });
    expect(document.data).toMatchObject({
      type: 'machines',
      id: machine,
      attributes: {
        fingerprint: machine,
        name: 'OB-1 Rendér 03',
        platform: 'linux',
        metadata: { lease, mode: 'offline', person: 'Jo' },
      },
      relationships: { license: { data: { type: 'licenses', id: license } } },
    });
    expect(document.included).toMatchObject([
      {
        type: 'licenses',
        id: license,
        attributes: { name: 'Graphics XR', key: keys.licenseKey, expiry: '2027-07-20T12:00:00.000Z', maxMachines: 4 },
        relationships: { product: { data: { id: 'graphics' } }, policy: { data: { id: 'xr' } } },
      },
      { type: 'entitlements', attributes: { code: 'OUTPUT', name: 'Output' } },
    ]);
  });

  test(`R15 ${engine}: tampered, with another key, for another machine or too late it does not open`, async () => {
    let tried = 0;
    for (let round = 0; round < rounds; round++) {
      const { file, keys, open } = await exported();
      const refused = (why: string, text: string, change = {}) => {
        tried += 1;
        expect(() => open(text, change)).toThrow(why);
      };
      const body = file.text.split('\n').slice(1, -2).join('');
      const { enc, sig, alg } = JSON.parse(Buffer.from(body, 'base64').toString());
      const packed = (parts: object) =>
        `-----BEGIN MACHINE FILE-----\n${Buffer.from(JSON.stringify(parts)).toString('base64')}\n-----END MACHINE FILE-----\n`;
      expect(() => open(packed({ enc, sig, alg }))).not.toThrow();
      for (let at = round % 7; at < enc.length; at += 7) {
        const other = enc[at] === 'A' ? 'B' : 'A';
        refused('not genuine', packed({ enc: enc.slice(0, at) + other + enc.slice(at + 1), sig, alg }));
      }
      refused('not genuine', packed({ enc, sig: sig.replace(/^./, sig.startsWith('A') ? 'B' : 'A'), alg }));
      refused('another algorithm', packed({ enc, sig, alg: 'base64+ed25519' }));
      refused('not a machine file', file.text.slice(0, file.text.length / 2));
      const stranger = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
      refused('not genuine', file.text, { publicKey: stranger.subarray(-32).toString('hex') });
      refused('unable to authenticate', file.text, {
        licenseKey: keys.licenseKey.replace(/^./, keys.licenseKey.startsWith('A') ? 'B' : 'A'),
      });
      refused('unable to authenticate', file.text, { fingerprint: '0'.repeat(16) });
      refused('expired', file.text, { now: noon + 30 * day + 1 });
      refused('the clock is wrong', file.text, { now: noon - day });
    }
    report(`R15 ${engine}: ${tried} machine files that are not right, 0 opened`);
  });
});
