import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { filePlatform } from '#cloud/adapters/file-platform.ts';
import { run } from '#cloud/commands/run.ts';
import { openCloudKeys } from '#cloud/keys/cloud-keys.ts';
import { openKey } from '#cloud/keys/key-rows.ts';
import { rotateKey } from '#cloud/keys/rotation.ts';
import { addTrustRoot, readTrustRoots } from '#cloud/keys/trust-roots.ts';
import { watchKeys } from '#cloud/keys/watch.ts';
import { open } from '#shared/files/open.ts';
import { nextTrustRoots } from '#shared/files/trust-root-chain.ts';
import { keysOf } from '#shared/files/trust-root.ts';
import { startTestCloud, testSecret } from '../../support/cloud.ts';
import { forEachEngine, freshDatabase, freshStore } from '../../support/store.ts';

const opened = (file: string) => {
  const root = open(filePlatform, 'trust-root', file, { pinned: null });
  if (!root.accepted) throw new Error(root.refusal.code);
  return { payload: root.payload, digest: root.digest };
};
const versionsAfter = (file: string, text: string) =>
  nextTrustRoots(filePlatform, text, opened(file)).map(({ payload }) => payload.version);

forEachEngine((engine) => {
  describe('the keys of a cloud', () => {
    it('are listed with what signs', async () => {
      const { vendor, parts } = await startTestCloud({ engine });
      const { version, fingerprint, keys } = await vendor.keys.list({});
      expect({ version, fingerprint }).toEqual({ version: 1, fingerprint: parts.keys.fingerprint });
      expect(keys.map(({ role, signs }) => [role, signs])).toEqual([
        ['root', true],
        ['lease', true],
        ['release', true],
      ]);
    });

    it('rotating makes the next trust root: the new key signs, the one before stays good', async () => {
      const { vendor, parts } = await startTestCloud({ engine });
      const first = parts.keys.trustRoot;
      for (const role of ['lease', 'root', 'release'] as const) await vendor.keys.rotate({ role });
      const { version, fingerprint, keys } = await vendor.keys.list({});
      expect(version).toBe(4);
      expect(fingerprint).toBe(parts.keys.fingerprint);
      expect(fingerprint).not.toBe(opened(first).payload.keys[0]?.id);
      for (const role of ['root', 'lease', 'release']) {
        const own = keys.filter((key) => key.role === role);
        expect(own.map(({ signs }) => signs)).toEqual([true, false]);
      }
      expect(versionsAfter(first, parts.keys.trustRoot)).toEqual([2, 3, 4]);
      const deeds = await parts.store.db.selectFrom('audit').select(['action', 'actor', 'details']).execute();
      expect(deeds.map(({ action, actor }) => `${actor} ${action}`)).toEqual(Array(3).fill('vendor keys.rotate'));
    });

    it('revoking takes a key out of the next trust root, and its private half out of the database', async () => {
      const { vendor, parts } = await startTestCloud({ engine });
      const first = parts.keys.trustRoot;
      for (const role of ['root', 'lease'] as const) {
        const before = await vendor.keys.rotate({ role });
        const old = before.keys.find((key) => key.role === role && !key.signs)?.id ?? '';
        const after = await vendor.keys.revoke({ key: old });
        expect(after.version).toBe(before.version + 1);
        expect(after.keys.map(({ id }) => id)).not.toContain(old);
        const kept = await parts.store.db.selectFrom('cloud_key').select('id').where('id', '=', old).execute();
        expect(kept).toEqual([]);
        await expect(vendor.keys.revoke({ key: old })).rejects.toMatchObject({ code: 'not-found' });
      }
      expect(versionsAfter(first, parts.keys.trustRoot)).toEqual([2, 3, 4, 5]);
    });

    it('the newest key may be revoked as well: the one before signs again', async () => {
      const { vendor, parts } = await startTestCloud({ engine });
      const first = parts.keys.trustRoot;
      const [lease] = keysOf(parts.keys.root, 'lease');
      for (const role of ['root', 'lease'] as const) {
        const { keys } = await vendor.keys.rotate({ role });
        await vendor.keys.revoke({ key: keys.find((key) => key.role === role)?.id ?? '' });
      }
      const { publicKey } = parts.keys.signMachineFile('x');
      expect(publicKey).toBe(lease?.publicKey);
      expect(versionsAfter(first, parts.keys.trustRoot)).toEqual([2, 3, 4, 5]);
    });

    it('one of each role stays', async () => {
      const { vendor } = await startTestCloud({ engine });
      const { keys } = await vendor.keys.list({});
      for (const { id: key, role } of keys) {
        await expect(vendor.keys.revoke({ key })).rejects.toMatchObject({ code: 'last-key', details: { role } });
      }
      expect((await vendor.keys.list({})).version).toBe(1);
    });

    it('a trust root that is full says so, and nothing is changed', { timeout: 60_000 }, async () => {
      const { vendor, parts } = await startTestCloud({ engine });
      const rotating = { clock: parts.clock, random: parts.random, secret: testSecret };
      for (let at = 3; at < 50; at++) await parts.store.write((tx) => rotateKey(tx, rotating, 'lease'));
      await expect(vendor.keys.rotate({ role: 'lease' })).rejects.toMatchObject({ code: 'invalid-input' });
      const { version, keys } = await vendor.keys.list({});
      expect([version, keys.length]).toEqual([48, 50]);
      await parts.keys.refresh();
      const text = parts.keys.trustRoot;
      expect(versionsAfter(text.slice(text.lastIndexOf('-----BEGIN')), text)).toHaveLength(47);
      await vendor.keys.revoke({ key: keys.at(-2)?.id ?? '' });
    });

    it('many that rotate at once make one version each', { timeout: 30_000 }, async () => {
      const where = await freshDatabase(engine);
      const cloud = await startTestCloud({ engine, where });
      const processes = [cloud, await startTestCloud({ where }), await startTestCloud({ where })];
      const first = cloud.parts.keys.trustRoot;
      await Promise.all(
        processes.flatMap(({ vendor }) => [
          vendor.keys.rotate({ role: 'root' }),
          vendor.keys.rotate({ role: 'lease' }),
        ]),
      );
      const lists = await Promise.all(processes.map(({ vendor }) => vendor.keys.list({})));
      expect(lists.map(({ version }) => version)).toEqual([7, 7, 7]);
      expect(lists[0]?.keys).toHaveLength(9);
      await Promise.all(processes.map(({ parts }) => parts.keys.refresh()));
      expect(versionsAfter(first, cloud.parts.keys.trustRoot)).toEqual([2, 3, 4, 5, 6, 7]);
      expect(new Set(processes.map(({ parts }) => parts.keys.trustRoot)).size).toBe(1);
    });

    it('other processes notice by themselves, with one small question each time', async () => {
      const where = await freshDatabase(engine);
      const [here, there] = [await startTestCloud({ engine, where }), await startTestCloud({ where })];
      const query = vi.spyOn(there.parts.store.db, 'selectFrom');
      await there.parts.keys.refresh();
      expect(query).toHaveBeenCalledTimes(1);
      onTestFinished(watchKeys(there.parts, 20));
      await here.vendor.keys.rotate({ role: 'lease' });
      await expect.poll(() => there.parts.keys.root.version).toBe(2);
      expect(there.parts.keys.trustRoot).toBe(here.parts.keys.trustRoot);
      const signers = [here, there].map(({ parts }) => parts.keys.signMachineFile('x').publicKey);
      expect(signers[0]).toBe(signers[1]);
      expect((await there.client().about.show({})).trustRoot).toBe(here.parts.keys.trustRoot);
    });
  });

  it('a process that starts later takes the newest, and knows every version', async () => {
    const where = await freshDatabase(engine);
    const { vendor, parts } = await startTestCloud({ engine, where });
    await vendor.keys.rotate({ role: 'lease' });
    const random = { bytes: (length: number) => randomBytes(length) };
    const store = await freshStore(engine, where);
    const later = await openCloudKeys({ store, clock: parts.clock, random, name: 'Another name', secret: testSecret });
    expect([later.cloudName, later.trustRoot]).toEqual([parts.keys.cloudName, parts.keys.trustRoot]);
  });
});

it('a cloud of before, without a release key, gets one by rotating', async () => {
  const { vendor, parts } = await startTestCloud();
  const { newest } = await readTrustRoots(parts.store.db);
  const keys = newest.keys.filter(({ role }) => role !== 'release');
  const [root] = keysOf(newest, 'root');
  const signer = await openKey(parts.store.db, testSecret, root?.id ?? '');
  await parts.store.write(async (tx) => {
    await tx.deleteFrom('cloud_fact').where('name', '=', 'identity').execute();
    await addTrustRoot(tx, { ...newest, keys }, [signer]);
  });
  const opened = await openCloudKeys({ ...parts, name: newest.cloudName, secret: testSecret });
  expect(opened.root.keys).toHaveLength(2);
  expect(() => opened.releaseSigner).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  const after = await vendor.keys.rotate({ role: 'release' });
  expect([after.version, after.keys.filter(({ role }) => role === 'release')]).toMatchObject([2, [{ signs: true }]]);
  await opened.refresh();
  expect(opened.releaseSigner.id).toBe(after.keys.find(({ role }) => role === 'release')?.id);
});

it('is a command of the vendor, with its help', async () => {
  const where = await freshDatabase('sqlite');
  const folder = 'file' in where ? dirname(where.file) : '';
  const call = async (...argv: string[]) => {
    const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
    const environment = { GREENROOM_DATA: folder, GREENROOM_SECRET: testSecret };
    const exit = await run(argv, { environment, ...streams });
    return { exit, said: String(streams.stdout.read() ?? ''), complained: String(streams.stderr.read() ?? '') };
  };
  expect(JSON.parse((await call('keys', 'rotate', '--role', 'root', '--json')).said)).toMatchObject({ version: 2 });
  const { said } = await call('keys', 'list');
  expect(said).toMatch(/^version +2$/m);
  expect(said.match(/^[0-9a-f]{16} +(root|lease|release) +20\d\d-\S+ +(true|false)$/gm)).toHaveLength(4);
  expect((await call('keys', 'rotate', '--help')).said).toContain('keys rotate --role lease');
  const only = /^([0-9a-f]{16}) +lease /m.exec(said)?.[1] ?? '';
  const refused = await call('keys', 'revoke', '--key', only);
  expect([refused.exit, refused.complained]).toEqual([4, expect.stringContaining('the only lease key')]);
});
