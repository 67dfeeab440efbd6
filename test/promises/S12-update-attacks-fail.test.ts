import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { createRangeFetch } from '#main/adapters/range-fetch/range-fetch.ts';
import { Failure } from '#shared/errors.ts';
import type { RefusalCode } from '#shared/files/refusal.ts';
import { day, minute } from '#shared/models/time.ts';
import { codeOf } from '../support/apart.ts';
import { startBadServer } from '../support/bad-server/start-bad-server.ts';
import { endless as endlessBytes, tooMany } from '../support/bad-server/vices/wrong-amounts.ts';
import { chunked } from '../support/chunked.ts';
import { createTestCompanion, signIn } from '../support/companion.ts';
import { joined, partOf, seededContent, writeContent } from '../support/content.ts';
import { createRun } from '../support/downloading/create-run.ts';
import { runDownload } from '../support/downloading/run-download.ts';
import { createFakeDrives, fakeDrive } from '../support/fake-drives.ts';
import { folderBytes } from '../support/folder-bytes.ts';
import { freshFolder } from '../support/machine.ts';
import { report } from '../support/promise.ts';
import {
  carry,
  indexOf,
  type Offer,
  offerOf,
  type Published,
  publishedRelease,
  signedReleases,
  withNewReleaseKey,
} from '../support/released.ts';
import { noon, tamper, testCloud } from '../support/signed-files.ts';

const keys = testCloud();
const stranger = testCloud('Elsewhere Cloud');
const [older, current, next] = [publishedRelease('25.3.0'), publishedRelease('25.4.0'), publishedRelease('25.5.0')];
const beta = publishedRelease('25.5.0-beta', { channel: 'beta' });
const tracking = publishedRelease('25.5.0', { product: 'tracking' });
const altered: Published = { ...next, manifest: { ...next.manifest, notes: 'Other bytes under the same number.' } };

const honest = offerOf(keys.release, indexOf(5, [current]), [current]);
const nextHonest = offerOf(keys.release, indexOf(6, [current, next]), [next, current]);
/** Says that it is the right key, and does not have it. */
const forger = { ...keys.release, sign: stranger.release.sign };
const sixth = indexOf(6, [next]);

interface Attack {
  offer: Offer;
  /** What a stick carries beside it. */
  carried: Published;
  refused: RefusalCode;
  /** By the stick, which has no name for what it carries but what it says itself; the same when left out. */
  refusedThere?: RefusalCode;
}

const attack = (refused: RefusalCode, offer: Offer, carried: Published = next): Attack => ({ refused, offer, carried });

/** Everything is signed as it would be by whoever can do it: by the cloud itself long ago, or for something else. */
const attacks: [string, Attack][] = [
  ['rollback', attack('superseded', offerOf(keys.release, indexOf(4, [older]), [older]), older)],
  [
    'the number of the one seen, with other content',
    attack('superseded', offerOf(keys.release, indexOf(5, [next]), [next])),
  ],
  ['mix-and-match: the manifest of another index', attack('damaged', offerOf(keys.release, sixth, [altered]), altered)],
  [
    'mix-and-match: a manifest that the index has dropped',
    attack('damaged', offerOf(keys.release, sixth, [older]), older),
  ],
  [
    'mix-and-match: one good manifest and one that is not of it',
    attack('damaged', offerOf(keys.release, sixth, [next, older]), older),
  ],
  [
    'mix-and-match: a manifest of another channel',
    { ...attack('damaged', offerOf(keys.release, sixth, [beta]), beta), refusedThere: 'other-product' },
  ],
  [
    'mix-and-match: a manifest of another product',
    { ...attack('damaged', offerOf(keys.release, sixth, [tracking]), tracking), refusedThere: 'other-product' },
  ],
  [
    'wrong product',
    attack('other-product', offerOf(keys.release, indexOf(6, [next], { product: 'tracking' }), [next])),
  ],
  ['wrong channel', attack('other-product', offerOf(keys.release, indexOf(6, [next], { channel: 'beta' }), [next]))],
  ['wrong cloud, with its own keys', attack('untrusted-key', offerOf(stranger.release, sixth, [next]))],
  [
    'wrong cloud, with the right key',
    attack('other-cloud', offerOf(keys.release, indexOf(6, [next], { cloud: 'elsewhere' }), [next])),
  ],
  ['a key for something else', attack('untrusted-key', offerOf(keys.lease, sixth, [next]))],
  [
    'a signature of somebody else under the name of the right key',
    attack('bad-signature', offerOf(forger, sixth, [next])),
  ],
  ['one letter changed', attack('damaged', changed(offerOf(keys.release, sixth, [next])))],
  ['data without end', attack('damaged', endless(offerOf(keys.release, sixth, [next])))],
];

function changed({ index, manifests }: Offer): Offer {
  return { index: tamper(index), manifests };
}

/** Twenty megabytes in one block. */
function endless({ index, manifests }: Offer): Offer {
  const line = `${'A'.repeat(64)}\n`;
  return { index: index.replace('-----\n', `-----\n${line.repeat(300_000)}`), manifests };
}

/** A machine that is signed in and has seen the honest fifth index. */
async function machineThatHasSeen(offer = honest) {
  const stick = freshFolder();
  const drives = createFakeDrives(fakeDrive({ id: stick }));
  const one = await createTestCompanion({ ports: { drives } });
  let offered: Offer = offer;
  one.cloud.answers['release.files'] = () => [signedReleases(offered)];
  await signIn(one);
  const { release, library } = one.client.companion;
  const look = async (another: Offer) => {
    offered = another;
    const { products, refused } = await release.list({});
    const versions = products.flatMap(({ releases }) => releases.map(({ version }) => version));
    return { versions, refused: refused.map(({ refusal }) => refusal.code), freshness: products[0]?.freshness };
  };
  expect(await look(offer)).toMatchObject({ versions: ['25.4.0'], refused: [] });
  const add = (folder: string) => library.add({ drive: stick, folder });
  const onStick = async () =>
    (await library.carried({})).map(({ version, refusal }) => [version, refusal?.code ?? null]);
  return { ...one, stick, look, add, onStick, files: () => folderBytes(one.folder) };
}

test.each(attacks)(
  'S12 the cloud answers with %s: refused, nothing changes, the next honest answer works',
  async (_, { offer, refused }) => {
    const { clock, look, files } = await machineThatHasSeen();
    const before = files();
    await clock.advance(minute);
    expect(await look(offer)).toMatchObject({ versions: ['25.4.0'], refused: [refused] });
    expect(files()).toEqual(before);
    expect(await look(nextHonest)).toMatchObject({ versions: ['25.5.0', '25.4.0'], refused: [] });
  },
);

test.each(attacks)(
  'S12 a stick carries %s: refused, nothing changes, the next honest stick works',
  async (_, { offer, carried, refused, refusedThere = refused }) => {
    const { stick, add, onStick, files } = await machineThatHasSeen();
    const before = files();
    const { manifests } = offer;
    const folder = carry(stick, { ...offer, manifests: manifests.slice(-1) }, carried, keys.trustRootFile);
    expect(await onStick()).toEqual([[carried.manifest.version, refusedThere]]);
    expect(await codeOf(add(folder))).toBe('file-refused');
    expect(files()).toEqual(before);

    const good = carry(stick, nextHonest, next, keys.trustRootFile);
    expect(await onStick()).toContainEqual(['25.5.0', null]);
    expect(await add(good)).toMatchObject([{ kind: 'add', version: '25.5.0' }]);
  },
);

test('S12 freeze: an old index for ever is not refused, and never passes for fresh', async () => {
  const lasting = (sequence: number, from: number) =>
    offerOf(keys.release, indexOf(sequence, [current], { issuedAt: from, expiresAt: from + 10 * day }), [current]);
  const { clock, look } = await machineThatHasSeen(lasting(5, noon));
  expect(await look(lasting(5, noon))).toMatchObject({ freshness: 'fresh', refused: [] });
  await clock.advance(11 * day);
  expect(await look(lasting(5, noon))).toMatchObject({ versions: ['25.4.0'], freshness: 'unknown', refused: [] });
  expect(await look(lasting(6, noon + 11 * day))).toMatchObject({ versions: ['25.4.0'], freshness: 'fresh' });
});

test('S12 fast-forward: whoever had the key blocks honest indexes until it is revoked, and no longer', async () => {
  const { ports, look, files } = await machineThatHasSeen();
  const far = offerOf(keys.release, indexOf(1_000_000_000, [current]), [current]);
  expect(await look(far)).toMatchObject({ refused: [] });
  expect(await look(nextHonest)).toMatchObject({ versions: ['25.4.0'], refused: ['superseded'] });

  const renewed = withNewReleaseKey(keys);
  await ports.machineState.pin(renewed.trustRootFile);
  const before = files();
  expect(await look(far)).toMatchObject({ refused: ['untrusted-key'] });
  expect(files()).toEqual(before);
  const recovered = offerOf(renewed.release, indexOf(7, [next]), [next]);
  expect(await look(recovered)).toMatchObject({ versions: ['25.5.0'], refused: [] });
  const rollback = offerOf(renewed.release, indexOf(6, [current]), [current]);
  expect(await look(rollback)).toMatchObject({ versions: ['25.5.0'], refused: ['superseded'] });
});

test('S12 an old key: what it signed, also on a stick, counts no longer once it is revoked', async () => {
  const { ports, stick, look, add, onStick, files } = await machineThatHasSeen();
  const renewed = withNewReleaseKey(keys);
  await ports.machineState.pin(renewed.trustRootFile);
  const before = files();
  expect((await look(nextHonest)).refused).toEqual(['untrusted-key']);
  const folder = carry(stick, nextHonest, next, keys.trustRootFile);
  expect(await onStick()).toEqual([['25.5.0', 'untrusted-key']]);
  expect(await codeOf(add(folder))).toBe('file-refused');
  expect(files()).toEqual(before);
  const anew = offerOf(renewed.release, indexOf(6, [current, next]), [next, current]);
  expect((await look(anew)).versions).toEqual(['25.5.0', '25.4.0']);
});

test('S12 the file on a stick is not the one that was signed: nothing gets its name', async () => {
  const folder = freshFolder();
  const signed = seededContent('S12', 2_000_000);
  const [old, path] = [join(folder, 'on-the-stick.run'), join(folder, 'installer.run')];
  writeContent(old, joined(partOf(signed, 0, 1_000_000), seededContent('S12, something else', 1_000_000)));
  const chunks = chunked(signed);
  const seeds = [{ path: old, version: '25.4.0', chunks: async () => chunks.list }];
  const { failure } = await runDownload(createRun(), { path, chunks, link: null, seeds });
  expect(failure?.code).toBe('source-missing');
  expect(existsSync(path)).toBe(false);
});

test.each([
  ['and a length that says so', [tooMany(50_000_000)]],
  ['and no length', [endlessBytes]],
])('S12 data without end in place of a chunk list, %s: no more is read than was signed', async (_, vices) => {
  const server = await startBadServer();
  onTestFinished(() => server.stop());
  const url = server.put('/installer.run.chunks', seededContent('S12, list', 36_000));
  server.misbehave(...vices);
  const { whole } = createRangeFetch();
  const fetched = await whole(url, { size: 36_000, limit: 36_000, signal: AbortSignal.timeout(5_000) }).catch(
    (error: unknown) => error,
  );
  expect(fetched instanceof Failure || (fetched as Uint8Array).length === 36_000).toBe(true);
  expect(server.handedOut()).toBeLessThan(10_000_000);
});

afterAll(() =>
  report(`S12: ${attacks.length} attacks, each by the cloud and by a stick: refused by name, nothing changed on disk`),
);
