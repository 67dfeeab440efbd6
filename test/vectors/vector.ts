import type { Context, KindName, Payload } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import type { Refusal, RefusalCode } from '#shared/files/refusal.ts';
import { platform } from '../support/signed-files.ts';

/** A file, where it is opened, and what must come out. */
export interface Vector<Name extends KindName> {
  name: string;
  text: string;
  context: Context<Name>;
  accepted?: { payload: Payload<Name>; digest: string };
  refused?: Refusal;
}

/** What the author of a vector expects; the rest is worked out, and reviewed in the JSON file. */
export interface Draft<Name extends KindName> {
  name: string;
  text: string;
  context: Context<Name>;
  expect: 'accepted' | RefusalCode;
}

/** Makes vectors of drafts. Throws when one does not come out as its author expects. */
export function finish<Name extends KindName>(kind: Name, drafts: Draft<Name>[]): Vector<Name>[] {
  return drafts.map(({ expect, ...vector }) => {
    const opened = open(platform, kind, vector.text, vector.context);
    const outcome = opened.accepted ? 'accepted' : opened.refusal.code;
    if (outcome !== expect) throw new Error(`${kind}: ${vector.name}: ${expect} expected, ${outcome} came out`);
    return opened.accepted
      ? { ...vector, accepted: { payload: opened.payload, digest: opened.digest } }
      : { ...vector, refused: opened.refusal };
  });
}
