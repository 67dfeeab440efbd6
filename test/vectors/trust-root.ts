import type { Signer } from '#shared/files/platform.ts';
import { seal } from '#shared/files/seal.ts';
import type { TrustRootPayload } from '#shared/files/trust-root.ts';
import { digestOf, sampleFiles, sealed } from '../support/sample-files.ts';
import { platform, testCloud, type TestCloud } from '../support/signed-files.ts';
import { commonDrafts } from './common.ts';
import { type Draft, impostor } from './vector.ts';

const name = 'Northlight Cloud';
const version = (number: number) => testCloud(name, number, `${name} root ${number}`);
const [one, two, three] = [version(1), version(2), version(3)];
const other = testCloud('Other Cloud');
const sealRoot = (root: TrustRootPayload, ...signers: Signer[]) => seal(platform, 'trust-root', root, signers);

const first = sealRoot(one.trustRoot, one.root);
const second = sealRoot(two.trustRoot, one.root, two.root);
const pin = ({ trustRoot }: TestCloud) => ({ pinned: { payload: trustRoot, digest: digestOf(trustRoot) } });
const unpinned = { pinned: null };
const sameRoot = { ...one.trustRoot, version: 2 };

export const trustRootDrafts: Draft<'trust-root'>[] = [
  ...commonDrafts({
    kind: 'trust-root',
    file: first,
    payload: one.trustRoot,
    signer: one.root,
    stranger: other.root,
    context: unpinned,
    otherKind: sealed('license', sampleFiles().license),
  }),
  { name: 'the next, signed by both', text: second, context: pin(one), expect: 'accepted' },
  { name: 'the next, before anything is pinned', text: second, context: unpinned, expect: 'accepted' },
  { name: 'the next, with the same root key: one signature does', text: sealRoot(sameRoot, one.root), context: pin(one), expect: 'accepted' },
  {
    name: 'a chain in one file: the next is taken',
    text: sealRoot(three.trustRoot, two.root, three.root) + second + first,
    context: pin(one),
    expect: 'accepted',
  },
  {
    name: 'a chain in one file, before anything is pinned: the newest is taken',
    text: first + sealRoot(three.trustRoot, two.root, three.root) + second,
    context: unpinned,
    expect: 'accepted',
  },

  {
    name: 'a key under another key’s id',
    text: sealRoot(
      {
        ...one.trustRoot,
        keys: one.trustRoot.keys.map((key) => (key.role === 'lease' ? { ...key, publicKey: other.lease.publicKey } : key)),
      },
      one.root,
    ),
    context: unpinned,
    expect: 'damaged',
  },
  {
    name: 'one key in two roles',
    text: sealRoot(
      { ...one.trustRoot, keys: [...one.trustRoot.keys, { id: one.root.keyId, role: 'lease', publicKey: one.root.publicKey }] },
      one.root,
    ),
    context: unpinned,
    expect: 'damaged',
  },
  { name: 'not signed by its own root key', text: sealRoot(one.trustRoot, one.lease), context: unpinned, expect: 'untrusted-key' },
  { name: 'another cloud', text: other.trustRootFile, context: pin(one), expect: 'untrusted-key' },
  { name: 'the next, signed only by itself', text: sealRoot(two.trustRoot, two.root), context: pin(one), expect: 'untrusted-key' },
  { name: 'the next, signed only by the one before', text: sealRoot(two.trustRoot, one.root), context: pin(one), expect: 'untrusted-key' },
  {
    name: 'the one after the next, without the next',
    text: sealRoot(three.trustRoot, two.root, three.root),
    context: pin(one),
    expect: 'untrusted-key',
  },
  {
    name: 'the one after the next, signed by the pinned one too',
    text: sealRoot(three.trustRoot, one.root, three.root),
    context: pin(one),
    expect: 'superseded',
  },
  { name: 'an older one', text: sealRoot(one.trustRoot, one.root, two.root), context: pin(two), expect: 'superseded' },
  { name: 'the same number, with other content', text: sealRoot({ ...one.trustRoot, issuedAt: 1 }, one.root), context: pin(one), expect: 'superseded' },
  {
    name: 'another cloud, vouched for by the pinned one',
    text: sealRoot({ ...other.trustRoot, version: 2 }, one.root, other.root),
    context: pin(one),
    expect: 'other-cloud',
  },
  {
    name: 'both keys are named, but another signed for the pinned one',
    text: sealRoot(two.trustRoot, impostor(one.root, other.root), two.root),
    context: pin(one),
    expect: 'bad-signature',
  },
  { name: 'pinned already', text: first, context: pin(one), expect: 'already-applied' },
];
