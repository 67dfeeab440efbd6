import type { InspectedFile } from '../models/offline.ts';
import type { Genuine } from './kind.ts';
import { keyIdOf } from './keys.ts';
import type { Context, KindName, Payload } from './kinds.ts';
import type { InspectContext } from './inspect.ts';
import type { FilePlatform } from './platform.ts';
import type { Refusal, RefusalCode } from './refusal.ts';
import type { PinnedTrustRoot } from './trust-root-chain.ts';

export type Next = InspectedFile['next'];

/** `chain`: the trust root that is believed here, then those in the same text that follow it. */
export interface InspectionPlace extends InspectContext {
  chain: readonly PinnedTrustRoot[];
}

/** How a kind is looked at: what to open it with in this place, and what to do with it when nothing stands against it. */
interface Look<Name extends KindName> {
  contextOf(payload: Payload<Name>, place: InspectionPlace): Context<Name>;
  next(claim: Genuine<Payload<Name>>, place: InspectionPlace, platform: FilePlatform): Next;
}

export const looks: { [Name in KindName]: Look<Name> } = {
  'license-request': {
    contextOf: ({ cloud }, place) => ({ ...cloudOf(cloud, place), now: place.now, known: () => null }),
    next: ({ payload }, place, platform) =>
      isOwn(payload, place, platform) && !place.requests.includes(payload.request) ? 'nothing' : toCloud(place),
  },
  license: {
    contextOf: ({ machine, machineName }, place) => ({
      trustRoot: newestOf(place),
      machine: place.machine ?? { id: machine, name: machineName },
      now: place.now,
      applied: place.applied,
      returned: place.returned,
      purpose: { for: 'import' },
    }),
    next: (_, place) => toMachine(place),
  },
  'license-applied': {
    contextOf: ({ cloud }, place) => cloudOf(cloud, place),
    next: (_, place) => toCloud(place),
  },
  'return-proof': {
    contextOf: ({ cloud }, place) => cloudOf(cloud, place),
    next: ({ digest }, place) =>
      place.returns.some(({ proof, isReceived }) => isReceived && proof === digest) ? 'nothing' : toCloud(place),
  },
  'return-receipt': {
    contextOf: ({ machine, machineName, lease, proof }, place) => ({
      trustRoot: newestOf(place),
      machine: place.machine ?? { id: machine, name: machineName },
      returns: place.machine ? place.returns : [{ lease, proof, isReceived: false }],
    }),
    next: (_, place) => toMachine(place),
  },
  'release-index': { contextOf: releasesOf, next: () => 'nothing' },
  'release-manifest': { contextOf: releasesOf, next: () => 'nothing' },
  'trust-root': {
    contextOf: ({ version }, { chain }) => ({
      pinned: chain.find(({ payload }) => payload.version === version - 1) ?? chain[0] ?? null,
    }),
    next: (_, place) => (place.chain.length > 0 ? toMachine(place) : 'compare-fingerprint'),
  },
};

/** What to do with a file that something stands against. */
const nextAfter: Record<RefusalCode, Next> = {
  'not-a-greenroom-file': 'nothing',
  damaged: 'ask-again',
  'unknown-version': 'nothing',
  'wrong-kind': 'nothing',
  'untrusted-key': 'nothing',
  'bad-signature': 'ask-again',
  'other-cloud': 'nothing',
  'other-machine': 'take-to-machine',
  'other-organization': 'nothing',
  'other-product': 'nothing',
  'not-yet-valid': 'nothing',
  'import-by-passed': 'ask-again',
  superseded: 'nothing',
  'already-applied': 'nothing',
  'already-returned': 'nothing',
  'unknown-request': 'nothing',
  'request-changed': 'ask-again',
  'machine-barred': 'nothing',
  'clock-needs-attention': 'apply-here',
};

/** What to do with a file of this kind after it was refused here. */
export const nextAfterRefusal = (kind: KindName | null, { code }: Refusal): Next =>
  code === 'other-cloud' && isForCloud(kind) ? 'take-to-cloud' : nextAfter[code];

const isForCloud = (kind: KindName | null) =>
  kind === 'license-request' || kind === 'license-applied' || kind === 'return-proof';

/** The cloud a machine's file is for; where none is known, the one it names. */
function cloudOf(named: string, { cloud, chain }: InspectionPlace): Context<'return-proof'> {
  const root = chain[0]?.payload;
  if (cloud) return { cloud };
  return { cloud: root ? { id: root.cloud, name: root.cloudName } : { id: named, name: named } };
}

/** Whatever product it is of. */
function releasesOf(
  { product, channel }: Pick<Payload<'release-index'>, 'product' | 'channel'>,
  place: InspectionPlace,
): Context<'release-index'> {
  return { trustRoot: newestOf(place), product, channel, seen: null };
}

const newestOf = ({ chain }: InspectionPlace) => chain.at(-1)?.payload ?? null;
const toCloud = ({ cloud }: InspectionPlace): Next => (cloud ? 'answer-here' : 'take-to-cloud');
const toMachine = ({ machine }: InspectionPlace): Next => (machine ? 'apply-here' : 'take-to-machine');

const isOwn = ({ machine }: { machine: { publicKey: string } }, place: InspectionPlace, platform: FilePlatform) =>
  place.machine !== null && keyIdOf(platform, machine.publicKey) === place.machine.id;
