import type { InspectedFile } from '#shared/models/offline.ts';
import { explain, text } from '#shared/text/index.ts';
import type { Explanation } from '#shared/text/en/errors.ts';
import { Failure } from '#shared/errors.ts';
import type { Standing } from './tally.ts';

const words = text.window.inspect;

/** "License request of RENDER-03" */
export function titleOf({ kind, about, refusal }: InspectedFile): string {
  if (kind === null) return refusal?.code === 'not-a-greenroom-file' ? words.nothing : words.unknown;
  const name = words.kinds[kind] ?? words.unknown;
  if (kind === 'trust-root') return about?.cloud ? words.of(name, about.cloud) : name;
  if (!about?.machine) return name;
  const isForIt = kind === 'license' || kind === 'return-receipt';
  return (isForIt ? words.forMachine : words.of)(name, about.machine.name);
}

const notHere = new Set(['other-machine', 'other-cloud', 'other-organization', 'superseded', 'already-applied']);

/** The tally of an opened file: red for what is broken or forged, amber for what cannot be vouched for here. */
export function standingOfFile({ isGenuine, refusal }: InspectedFile): Standing {
  if (isGenuine) {
    if (refusal && !notHere.has(refusal.code)) return { tally: 'ended', word: words.refused };
    return { tally: 'held', icon: 'check', word: words.genuine };
  }
  if (refusal?.code === 'untrusted-key' || refusal === null) return { tally: 'soon', word: words.unproven };
  if (refusal.code === 'bad-signature') return { tally: 'ended', word: words.notGenuine };
  return { tally: 'ended', word: words.refused };
}

/** Why it cannot be used, in a sentence; null when it can. */
export function sentenceOf({ refusal }: Pick<InspectedFile, 'refusal'>): Explanation | null {
  return refusal ? explain(new Failure('file-refused', { refusal })) : null;
}

export interface Place {
  hasMachine: boolean;
  isSignedIn: boolean;
}

/** The one thing to press for an opened file, if there is one here. */
export type InspectAct = 'apply' | 'add' | 'sign-in' | 'compare' | 'ask-again';

export function actOf(file: Pick<InspectedFile, 'kind' | 'refusal' | 'next'>, place: Place): InspectAct | null {
  const { hasMachine, isSignedIn } = place;
  const { kind, refusal, next } = file;
  // A machine may leave for another cloud, once its words were compared.
  if (kind === 'trust-root' && refusal?.code === 'other-cloud') return hasMachine ? 'compare' : null;
  switch (next) {
    case 'apply-here':
      return hasMachine ? 'apply' : null;
    case 'answer-here':
    case 'take-to-cloud':
      if (isSignedIn) return 'add';
      return next === 'answer-here' ? 'sign-in' : null;
    case 'compare-fingerprint':
      return hasMachine ? 'compare' : null;
    case 'ask-again':
      return hasMachine ? 'ask-again' : null;
    case 'take-to-machine':
    case 'nothing':
      return null;
  }
}

/** What there is to do with several files at once: the acts in the order of their weight, and with how many each. */
export function actsOf(files: readonly InspectedFile[], place: Place): { act: InspectAct; count: number }[] {
  const order: readonly InspectAct[] = ['apply', 'compare', 'add', 'sign-in', 'ask-again'];
  const counts = new Map<InspectAct, number>();
  for (const file of files) {
    const act = actOf(file, place);
    if (act) counts.set(act, (counts.get(act) ?? 0) + 1);
  }
  return order.flatMap((act) => {
    const count = counts.get(act);
    return count ? [{ act, count }] : [];
  });
}

/** What to do with it, in a sentence; of a file that is refused, the refusal says it. */
export function nextOf({ next, about }: Pick<InspectedFile, 'next' | 'about'>, here: string | null): string {
  const machine = about?.machine?.name ?? '';
  if (next === 'apply-here') return words.next['apply-here'](here ?? machine);
  if (next === 'take-to-machine') return words.next['take-to-machine'](machine);
  return words.next[next];
}
