import { expect, it } from 'vitest';
import { open } from '#shared/files/open.ts';
import type { ReleaseIndexPayload } from '#shared/files/release.ts';
import { keysOf } from '#shared/files/trust-root.ts';
import { startTestCloud } from '../../../support/cloud.ts';
import { platform } from '../../../support/signed-files.ts';

it('D2: signs releases with a release key that counts, also after a rotation and a theft', async () => {
  const { parts, vendor } = await startTestCloud();
  const { keys } = parts;
  const where = { product: 'graphics', channel: 'stable' };
  const index: ReleaseIndexPayload = {
    cloud: keys.cloudId,
    ...where,
    sequence: 1,
    issuedAt: 1,
    expiresAt: 2,
    releases: [],
    yanked: [],
  };
  const manifest = {
    cloud: keys.cloudId,
    ...where,
    productName: 'Graphics',
    version: '1',
    releasedAt: 1,
    notes: '',
    minimumVersion: null,
  };
  const opens = () => {
    const context = { ...where, trustRoot: keys.root };
    return [
      open(platform, 'release-index', keys.signIndex(index), { ...context, seen: null }).accepted,
      open(platform, 'release-manifest', keys.signManifest({ ...manifest, artifacts: [] }), context).accepted,
    ];
  };
  const newest = () => keysOf(keys.root, 'release')[0];
  const before = newest();
  expect(keys.releaseSigner).toMatchObject({ id: before?.id, publicKey: before?.publicKey });
  expect(opens()).toEqual([true, true]);

  await vendor.keys.rotate({ role: 'release' });
  expect(newest()?.id).not.toBe(before?.id);
  expect(keys.releaseSigner).toMatchObject({ id: newest()?.id, publicKey: newest()?.publicKey });
  await vendor.keys.revoke({ key: before?.id ?? '' });
  expect(keysOf(keys.root, 'release')).toHaveLength(1);
  expect(opens()).toEqual([true, true]);

  const bytes = platform.toBytes('anything');
  const { sign, publicKey } = keys.releaseSigner;
  expect(platform.verify(publicKey, bytes, sign(bytes))).toBe(true);
  expect(platform.verify(before?.publicKey ?? '', bytes, sign(bytes))).toBe(false);
});
