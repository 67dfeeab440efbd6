import type { EvidenceName } from '#shared/models/machine.ts';
import { day, type Moment } from '#shared/models/time.ts';
import { type EnrolledEvidence, factsInCommon, judgeEvidence, sharedByMany } from './evidence.ts';

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

type IsWorthless = (name: EvidenceName, hash: string) => boolean;

/** Which machines run on the hardware of others, as two installations on one computer do. `at`: since when. */
export function sharedHardware(
  machines: readonly HousedMachine[],
  isWorthlessElsewhere: IsWorthless,
  now: Moment,
): Map<string, { others: string[]; at: Moment }> {
  const alive = machines.filter((machine) => machine.lastSeenAt > now - lively);
  const byFact = Map.groupBy(alive.flatMap(factsOf), ({ fact }) => fact);
  const isWorthless: IsWorthless = (name, hash) =>
    isWorthlessElsewhere(name, hash) || (byFact.get(`${name} ${hash}`)?.length ?? 0) > sharedByMany;

  const shared = new Map<string, { others: string[]; at: Moment }>();
  for (const [one, other] of pairsIn(byFact.values())) {
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

const factsOf = (machine: HousedMachine) =>
  Object.entries(machine.evidence).map(([name, hash]) => ({ machine, fact: `${name} ${hash}` }));

/** Each pair once that has a fact in common. A fact of many is left out, so there are few to a fact. */
function pairsIn(groups: Iterable<{ machine: HousedMachine }[]>): Iterable<[HousedMachine, HousedMachine]> {
  const pairs = new Map<string, [HousedMachine, HousedMachine]>();
  for (const group of groups) {
    if (group.length > sharedByMany) continue;
    for (const [at, { machine: one }] of group.entries())
      for (const { machine: other } of group.slice(at + 1)) pairs.set(`${one.id} ${other.id}`, [one, other]);
  }
  return pairs.values();
}
