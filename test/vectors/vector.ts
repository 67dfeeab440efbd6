import { armour } from '#shared/files/armour.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import type { Context, KindName, Payload } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import type { Signer } from '#shared/files/platform.ts';
import type { Refusal, RefusalCode } from '#shared/files/refusal.ts';
import { platform } from '../support/signed-files.ts';

/** A context as JSON: what is a question to the store elsewhere is written out here. */
export type WrittenContext<Name extends KindName> = Name extends 'license-request'
  ? Omit<Context<'license-request'>, 'known' | 'elsewhere'> & {
      /** Digests of earlier requests, by id. */
      known: Record<string, string>;
      elsewhere?: { found: string | null; here: string };
    }
  : Context<Name>;

/** A file, where it is opened, and what must come out. */
export interface Vector<Name extends KindName> {
  name: string;
  text: string;
  context: WrittenContext<Name>;
  accepted?: { payload: Payload<Name>; digest: string };
  refused?: Refusal;
}

/** What the author of a vector expects; the rest is worked out, and reviewed in the JSON file. */
export interface Draft<Name extends KindName> {
  name: string;
  text: string;
  context: WrittenContext<Name>;
  expect: 'accepted' | RefusalCode;
}

/** Opens a vector. */
export function openVector<Name extends KindName>(kind: Name, { text, context }: Pick<Vector<Name>, 'text' | 'context'>) {
  const asked = 'known' in context ? asQuestions(context) : context;
  return open(platform, kind, text, asked as Context<Name>);
}

function asQuestions(written: WrittenContext<'license-request'>): Context<'license-request'> {
  const { known, elsewhere, ...rest } = written;
  return { ...rest, known: (request) => known[request] ?? null, elsewhere: () => elsewhere ?? null };
}

/** Makes vectors of drafts. Throws when one does not come out as its author expects. */
export function finish<Name extends KindName>(kind: Name, drafts: Draft<Name>[]): Vector<Name>[] {
  return drafts.map(({ expect, ...vector }) => {
    const opened = openVector(kind, vector);
    const outcome = opened.accepted ? 'accepted' : opened.refusal.code;
    if (outcome !== expect) throw new Error(`${kind}: ${vector.name}: ${expect} expected, ${outcome} came out`);
    return opened.accepted
      ? { ...vector, accepted: { payload: opened.payload, digest: opened.digest } }
      : { ...vector, refused: opened.refusal };
  });
}

/** Signs and armours what `seal` would not. */
export function raw(payloadType: string, content: unknown, label: string, signers: readonly Signer[]): string {
  const envelope = makeEnvelope(platform, payloadType, content, signers);
  return armour(label, platform.toBase64(platform.toBytes(envelope)), []);
}

/** Somebody else’s signature under this signer’s name. */
export const impostor = (signer: Signer, other: Signer): Signer => ({ ...other, keyId: signer.keyId });

export const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
