import { describe, expect, test } from 'vitest';
import { toFailure } from '#shared/contract/failure.ts';
import { fingerprintOf } from '#shared/files/fingerprint.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { createTestCompanion, signIn } from '../../../support/companion.ts';
import { trustRootOf } from '../../../support/rotated-keys.ts';
import { fixedSigner } from '../../../support/signed-files.ts';

const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => 'no failure',
    (error: unknown) => toFailure(error)?.code ?? String(error),
  );

const ownLease = fixedSigner('Northlight Cloud lease');
const signer = (name: string) => fixedSigner(`rotated ${name}`);

/** A machine with a license, at a cloud whose keys can be changed. */
async function licensed() {
  const one = await createTestCompanion();
  await signIn(one);
  await one.client.companion.license.pick({ license: 'xr' });
  const { keys } = one.cloud;
  const first = { payload: keys.trustRoot, file: keys.trustRootFile };
  const shows = ({ payload }: { payload: TrustRootPayload }, ...files: string[]) => {
    one.cloud.answers['about.show'] = () => ({
      cloud: payload.cloud,
      name: payload.cloudName,
      version: '0.1.0',
      product: 'greenroom-cloud',
      trustRoot: files.join('\n'),
      fingerprint: fingerprintOf(payload),
      needsSetUp: false,
      hasOutbox: false,
      sample: null,
    });
  };
  const beat = () => one.client.companion.license.heartbeat({});
  const looks = () => one.cloud.calls.filter((call) => call === 'about.show').length;
  return { ...one, keys, first, shows, beat, looks };
}

describe('a cloud with new keys', () => {
  test('a new lease key is believed at once, in the very call that it answers', async () => {
    const { client, companion, cloud, keys, first, shows, beat, looks } = await licensed();
    const old = keys.lease;
    keys.lease = signer('lease 2');
    const second = trustRootOf(first.payload, 2, { root: [keys.root], lease: [keys.lease, old] }, [keys.root]);
    shows(second, second.file, first.file);
    const [before, calls] = [looks(), cloud.calls.length];
    expect(await codeOf(beat())).toBe('no failure');
    expect(looks() - before).toBe(1);
    expect(cloud.calls.slice(calls)).toEqual(['machine.heartbeat', 'about.show']);
    expect(companion.status().leases).toMatchObject([{ license: 'xr', standing: 'valid' }]);
    // And it is known from then on.
    await beat();
    await client.companion.license.pick({ license: 'cg' });
    expect(looks() - before).toBe(1);
  });

  test('several versions at once are followed one by one, also when no old key is left', async () => {
    const { companion, keys, first, shows, beat } = await licensed();
    const [root2, root3, lease3] = [signer('root 2'), signer('root 3'), signer('lease 3')];
    const second = trustRootOf(first.payload, 2, { root: [root2], lease: [keys.lease] }, [keys.root, root2]);
    const third = trustRootOf(first.payload, 3, { root: [root3], lease: [lease3] }, [root2, root3]);
    keys.lease = lease3;
    shows(third, third.file, second.file, first.file);
    expect(await codeOf(beat())).toBe('no failure');
    expect(companion.status().cloud).toMatchObject({ fingerprint: fingerprintOf(third.payload), state: 'reachable' });
  });

  test.each<
    [string, (first: { payload: TrustRootPayload; file: string }, root: ReturnType<typeof signer>) => string[]]
  >([
    ['nobody vouches for', ({ payload }) => [make(payload, 2, [signer('foreign')])]],
    ['comes two versions too early', ({ payload }, root) => [make(payload, 3, [signer('root 3'), root])]],
    [
      'follows one that nobody vouches for',
      ({ payload }) => [make(payload, 2, [signer('root 2')]), make(payload, 3, [signer('root 3'), signer('root 2')])],
    ],
    [
      'is hidden behind one that follows',
      ({ payload }, root) => [
        trustRootOf(payload, 2, { root: [root], lease: [ownLease] }, [root]).file,
        make(payload, 9, [signer('foreign')]),
      ],
    ],
  ])('a trust root that %s is another cloud', async (_, made) => {
    const { companion, keys, first, shows, beat } = await licensed();
    const files = made(first, keys.root);
    keys.lease = signer('foreign lease');
    shows(first, ...files, first.file);
    expect(await codeOf(beat())).toBe('cloud-changed');
    expect(companion.status().cloud).toMatchObject({ state: 'refused', why: 'cloud-changed' });
    expect(companion.status().leases).toMatchObject([{ license: 'xr', standing: 'valid' }]);
    // It is looked at again each time, and is well again when its keys are.
    keys.lease = ownLease;
    shows(first, first.file);
    expect(await codeOf(beat())).toBe('no failure');
  });

  test('an answer by an unknown key, where the trust root is the one that is known, is not genuine', async () => {
    const { keys, beat, looks } = await licensed();
    keys.lease = signer('foreign lease');
    const before = looks();
    expect(await codeOf(beat())).toBe('answer-refused');
    expect(looks() - before).toBe(1);
  });
});

const make = (before: TrustRootPayload, version: number, signers: ReturnType<typeof signer>[]) =>
  trustRootOf(before, version, { root: signers.slice(0, 1), lease: [signer('foreign lease')] }, signers).file;
