import type { EvidenceHashes } from '#shared/files/machine-introduction.ts';
import { EvidenceName } from '#shared/models/machine.ts';

/** What is known of the hardware of a machine: keyed hashes by fact. A fact that is absent is not in it. */
export type Evidence = Partial<Record<EvidenceName, string>>;

/**
 * How much a fact says; 20 in all. None weighs more than any two others, so that of three or more facts
 * any single one may change.
 */
export const weights: Record<EvidenceName, number> = {
  'os-machine-id': 3,
  'system-uuid': 3,
  'system-serial': 2,
  'disk-serial': 3,
  cpu: 2,
  'network-address': 2,
  'tpm-key': 3,
  'vm-generation': 2,
};

/** In a virtual machine these change when it is copied: then no other fact makes up for them. */
const dealBreakers: readonly EvidenceName[] = ['system-uuid', 'vm-generation'];

/** A fact that so many other machines have as well says nothing about one of them. */
export const sharedByMany = 4;

/** The facts that count, always in the same order. Names that this version does not know are left out. */
export function knownEvidence(sent: EvidenceHashes): Evidence {
  const known: Evidence = {};
  for (const name of EvidenceName.options) {
    const hash = Object.hasOwn(sent, name) ? sent[name] : undefined;
    if (hash !== undefined) known[name] = hash;
  }
  return known;
}

/** As it is kept: the same facts are always the same text. */
export const evidenceText = (evidence: Evidence): string => JSON.stringify(evidence);

/** Reads it back. Written by this cloud only, but perhaps by a newer version of it. */
export const evidenceOf = (text: string): Evidence => knownEvidence(JSON.parse(text) as EvidenceHashes);

/** Facts that may be worthless, to be looked up before judging: all that was enrolled, and what is seen instead. */
export function factsToLookUp(enrolled: Evidence, seen: Evidence): { name: EvidenceName; hash: string }[] {
  return EvidenceName.options.flatMap((name) => {
    const hashes = enrolled[name] === seen[name] ? [enrolled[name]] : [enrolled[name], seen[name]];
    return hashes.flatMap((hash) => (hash === undefined ? [] : [{ name, hash }]));
  });
}

export interface EnrolledEvidence {
  evidence: Evidence;
  /** As it said when it enrolled. */
  isVirtual: boolean;
}

export type EvidenceVerdict =
  /** `evidence`: what it is compared with from now on. A fact that is absent now keeps its place. */
  { matches: true; evidence: Evidence } | { matches: false; changed: EvidenceName[] };

/**
 * Whether a machine is still the one that enrolled: more than half of the weight that was present then has not changed.
 * Absent now is as good as unchanged, and where nothing was enrolled everything matches.
 */
export function judgeEvidence(
  { evidence: enrolled, isVirtual }: EnrolledEvidence,
  seen: Evidence,
  isWorthless: (name: EvidenceName, hash: string) => boolean = () => false,
): EvidenceVerdict {
  let present = 0;
  const changed: EvidenceName[] = [];
  for (const name of EvidenceName.options) {
    const [before, now] = [enrolled[name], seen[name]];
    if (before === undefined || isWorthless(name, before)) continue;
    present += weights[name];
    if (now !== undefined && now !== before && !isWorthless(name, now)) changed.push(name);
  }
  const lost = changed.reduce((sum, name) => sum + weights[name], 0);
  const isBroken = isVirtual && changed.some((name) => dealBreakers.includes(name));
  if (isBroken || (lost > 0 && 2 * (present - lost) <= present)) return { matches: false, changed };
  return { matches: true, evidence: knownEvidence({ ...enrolled, ...seen }) };
}

/** How many facts two machines have in common, of those that say something. */
export function factsInCommon(
  one: Evidence,
  other: Evidence,
  isWorthless: (name: EvidenceName, hash: string) => boolean,
): number {
  return EvidenceName.options.filter((name) => {
    const hash = one[name];
    return hash !== undefined && hash === other[name] && !isWorthless(name, hash);
  }).length;
}
