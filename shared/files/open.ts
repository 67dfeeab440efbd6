import { blocks } from './armour.ts';
import type { Genuine } from './kind.ts';
import { type Context, type KindName, kinds, limitOf, type Payload } from './kinds.ts';
import type { FilePlatform } from './platform.ts';
import type { Refusal } from './refusal.ts';
import { reached, type Step, takeStep } from './step.ts';

export type Opening<Content> = ({ accepted: true } & Genuine<Content>) | { accepted: false; refusal: Refusal };

/**
 * Opens a signed file: size, parse, verify, then everything that this place and time ask of it. There is no other way
 * to its content. Total: any text gives a value. Of a bundle it takes the best acceptable block; when there is none,
 * the refusal of the block that came furthest.
 */
export function open<Name extends KindName>(
  platform: FilePlatform,
  kind: Name,
  text: string,
  context: Context<Name>,
): Opening<Payload<Name>> {
  let best: Step<Payload<Name>> = { reached: reached.nothing, refusal: { code: 'not-a-greenroom-file' }, claim: null };
  for (const block of blocks(text, limitOf)) {
    const step = takeStep(platform, kind, block, () => context);
    if (isBetter(kind, step, best)) best = step;
  }
  if (best.refusal) return { accepted: false, refusal: best.refusal };
  const { payload, digest } = best.claim;
  return { accepted: true, payload, digest };
}

function isBetter<Name extends KindName>(kind: Name, step: Step<Payload<Name>>, best: Step<Payload<Name>>): boolean {
  if (step.refusal || best.refusal) return step.reached > best.reached;
  const { rank } = kinds[kind];
  return rank(step.claim.payload) > rank(best.claim.payload);
}
