import { trustRootHeader } from '#shared/files/header.ts';
import { toHex } from '#shared/files/keys.ts';
import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { platform, tamper, testCloud, type TestCloud, testLicense } from '../support/signed-files.ts';
import type { Draft } from './vector.ts';

const name = 'Northlight Cloud';
const version = (number: number) => testCloud(name, number, `${name} root ${number}`);
const [one, two, three] = [version(1), version(2), version(3)];
const other = testCloud('Other Cloud');
const sealRoot = (root: TrustRootPayload, signers: Signer[], header: string[] = []) =>
  seal(platform, 'trust-root', root, signers, header);

const first = sealRoot(one.trustRoot, [one.root], trustRootHeader(one.trustRoot));
const second = sealRoot(two.trustRoot, [one.root, two.root]);
const pin = ({ trustRoot }: TestCloud) => ({
  pinned: { payload: trustRoot, digest: toHex(platform.sha256(platform.toBytes(JSON.stringify(trustRoot)))) },
});
const unpinned = { pinned: null };

export const trustRootDrafts: Draft<'trust-root'>[] = [
  { name: 'the first, before anything is pinned', text: first, context: unpinned, expect: 'accepted' },
  { name: 'the next, signed by both', text: second, context: pin(one), expect: 'accepted' },
  { name: 'the next, before anything is pinned', text: second, context: unpinned, expect: 'accepted' },
  {
    name: 'a chain in one file: the next is taken',
    text: sealRoot(three.trustRoot, [two.root, three.root]) + second,
    context: pin(one),
    expect: 'accepted',
  },

  { name: 'nothing', text: '', context: unpinned, expect: 'not-a-greenroom-file' },
  { name: 'a letter changed', text: tamper(first), context: unpinned, expect: 'damaged' },
  {
    name: 'a key under another key’s id',
    text: sealRoot(
      {
        ...one.trustRoot,
        keys: one.trustRoot.keys.map((key) => (key.role === 'lease' ? { ...key, publicKey: other.lease.publicKey } : key)),
      },
      [one.root],
    ),
    context: unpinned,
    expect: 'damaged',
  },
  { name: 'a license', text: seal(platform, 'license', testLicense(one.lease), [one.lease]), context: unpinned, expect: 'wrong-kind' },
  { name: 'not signed by its own root key', text: sealRoot(one.trustRoot, [one.lease]), context: unpinned, expect: 'untrusted-key' },
  { name: 'another cloud', text: other.trustRootFile, context: pin(one), expect: 'untrusted-key' },
  { name: 'the next, signed only by itself', text: sealRoot(two.trustRoot, [two.root]), context: pin(one), expect: 'untrusted-key' },
  { name: 'the next, signed only by the one before', text: sealRoot(two.trustRoot, [one.root]), context: pin(one), expect: 'untrusted-key' },
  {
    name: 'the one after the next, signed by the pinned one too',
    text: sealRoot(three.trustRoot, [one.root, three.root]),
    context: pin(one),
    expect: 'superseded',
  },
  { name: 'an older one', text: sealRoot(one.trustRoot, [one.root, two.root]), context: pin(two), expect: 'superseded' },
  {
    name: 'another cloud, vouched for by the pinned one',
    text: sealRoot({ ...other.trustRoot, version: 2 }, [one.root, other.root]),
    context: pin(one),
    expect: 'untrusted-key',
  },
  {
    name: 'both keys are named, but another signed for the pinned one',
    text: sealRoot(two.trustRoot, [{ ...other.root, keyId: one.root.keyId }, two.root]),
    context: pin(one),
    expect: 'bad-signature',
  },
  { name: 'pinned already', text: first, context: pin(one), expect: 'already-applied' },
];
