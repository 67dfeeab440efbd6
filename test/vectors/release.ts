import { day } from '#shared/models/time.ts';
import { digestOf, sampleFiles, sealed, testIndex } from '../support/sample-files.ts';
import { fixedSigner, noon, testCloud } from '../support/signed-files.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import { commonDrafts } from './common.ts';
import { type Draft, raw } from './vector.ts';

const cloud = testCloud();
const samples = sampleFiles(cloud, fixedSigner('RENDER-03'), 5);
const index = samples['release-index'];
const manifest = samples['release-manifest'];
const indexFile = sealed('release-index', index);
const manifestFile = sealed('release-manifest', manifest);
const changedIndex = (change: object) => sealed('release-index', { ...index, payload: testIndex(change) });
const [artifact] = manifest.payload.artifacts;
const named = (fileName: string) =>
  raw(payloadTypeOf('release-manifest'), { ...manifest.payload, artifacts: [{ ...artifact, fileName }] }, 'RELEASE MANIFEST', [cloud.release]);

export const indexDrafts: Draft<'release-index'>[] = [
  ...commonDrafts({
    kind: 'release-index',
    file: indexFile,
    payload: index.payload,
    signer: cloud.release,
    stranger: cloud.lease,
    context: index.context,
    otherKind: manifestFile,
  }),
  { name: 'seen before', text: indexFile, context: { ...index.context, seen: { sequence: 5, digest: digestOf(index.payload) } }, expect: 'accepted' },
  { name: 'newer than the one seen', text: indexFile, context: { ...index.context, seen: { sequence: 4, digest: '00' } }, expect: 'accepted' },
  { name: 'expired: its freshness is unknown, which is no refusal', text: changedIndex({ issuedAt: noon - 40 * day, expiresAt: noon - 10 * day }), context: index.context, expect: 'accepted' },

  { name: 'no cloud is trusted here yet', text: indexFile, context: { ...index.context, trustRoot: null }, expect: 'untrusted-key' },
  { name: 'a rollback', text: indexFile, context: { ...index.context, seen: { sequence: 6, digest: '00' } }, expect: 'superseded' },
  { name: 'the number of the one seen, with other content', text: indexFile, context: { ...index.context, seen: { sequence: 5, digest: '00' } }, expect: 'superseded' },
  { name: 'of another product', text: changedIndex({ product: 'tracking' }), context: index.context, expect: 'other-product' },
  { name: 'of another channel', text: changedIndex({ channel: 'beta' }), context: index.context, expect: 'other-product' },
  { name: 'signed by the right key for another cloud', text: changedIndex({ cloud: 'elsewhere' }), context: index.context, expect: 'other-cloud' },
];

export const manifestDrafts: Draft<'release-manifest'>[] = [
  ...commonDrafts({
    kind: 'release-manifest',
    file: manifestFile,
    payload: manifest.payload,
    signer: cloud.release,
    stranger: cloud.root,
    context: manifest.context,
    otherKind: indexFile,
  }),
  { name: 'of another product', text: manifestFile, context: { ...manifest.context, product: 'tracking' }, expect: 'other-product' },
  { name: 'of another channel', text: manifestFile, context: { ...manifest.context, channel: 'beta' }, expect: 'other-product' },
  {
    name: 'signed by the right key for another cloud',
    text: sealed('release-manifest', { ...manifest, payload: { ...manifest.payload, cloud: 'elsewhere' } }),
    context: manifest.context,
    expect: 'other-cloud',
  },
  { name: 'a file name that is a path', text: named('../../.bashrc'), context: manifest.context, expect: 'damaged' },
  { name: 'a file name that Windows keeps for a device', text: named('Aux.zip'), context: manifest.context, expect: 'damaged' },
  { name: 'a file name that ends in a dot', text: named('notes.'), context: manifest.context, expect: 'damaged' },
  { name: 'a file name that is hidden', text: named('.profile'), context: manifest.context, expect: 'damaged' },
];
