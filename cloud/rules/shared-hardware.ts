import type { EvidenceName } from '#shared/models/machine.ts';
import { day, type Moment } from '#shared/models/time.ts';
import { type EnrolledEvidence, factsInCommon, judgeEvidence } from './evidence.ts';

/** So many facts in common are no coincidence. */
const enough = 3;

/** A machine that was not heard of for so long may be the one before the other. */
const lively = day;

export interface HousedMachine extends EnrolledEvidence {
  id: string;
  name: string;
  firstSeenAt: Moment;
  lastSeenAt: Moment;
}

/** Which machines run on the hardware of others, as two installations on one computer do. `at`: since when. */
export function sharedHardware(
  machines: readonly HousedMachine[],
  isWorthless: (name: EvidenceName, hash: string) => boolean,
  now: Moment,
): Map<string, { others: string[]; at: Moment }> {
  const shared = new Map<string, { others: string[]; at: Moment }>();
  const alive = machines.filter((machine) => machine.lastSeenAt > now - lively);
  for (const [one, other] of pairsWithFactsInCommon(alive, isWorthless)) {
    if (factsInCommon(one.evidence, other.evidence, isWorthless) < enough) continue;
    if (!judgeEvidence(one, other.evidence, isWorthless).matches) continue;
    const at = Math.max(one.firstSeenAt, other.firstSeenAt);
    add(one.id, other.name, at);
    add(other.id, one.name, at);
  }
  return shared;

  function add(machine: string, other: string, at: Moment): void {
    const before = shared.get(machine);
    shared.set(machine, {
      others: [...(before?.others ?? []), other].toSorted(),
      at: Math.max(before?.at ?? 0, at),
    });
  }
}

/** Each pair once. Facts of many machines are worthless, so there are few to a fact. */
function pairsWithFactsInCommon(
  machines: readonly HousedMachine[],
  isWorthless: (name: EvidenceName, hash: string) => boolean,
): Iterable<[HousedMachine, HousedMachine]> {
  const byFact = new Map<string, HousedMachine[]>();
  const pairs = new Map<string, [HousedMachine, HousedMachine]>();
  for (const machine of machines) {
    for (const [name, hash] of Object.entries(machine.evidence) as [EvidenceName, string][]) {
      if (isWorthless(name, hash)) continue;
      const before = byFact.get(`${name} ${hash}`) ?? [];
      for (const other of before) pairs.set(`${other.id} ${machine.id}`, [other, machine]);
      byFact.set(`${name} ${hash}`, [...before, machine]);
    }
  }
  return pairs.values();
}
