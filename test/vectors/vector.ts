import { otherOrganization } from '#cloud/offline/rows.ts';
import { armour } from '#shared/files/armour.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import type { Context, KindName, Payload } from '#shared/files/kinds.ts';
import { open, type Opening } from '#shared/files/open.ts';
import type { Signer } from '#shared/files/platform.ts';
import type { Refusal, RefusalCode } from '#shared/files/refusal.ts';
import { platform } from '../support/signed-files.ts';

/** A context as JSON: what is a question to the store elsewhere is written out here. */
export type WrittenContext<Name extends KindName> = Name extends 'license-request' ? WrittenRequestContext : Context<Name>;

interface WrittenRequestContext extends Omit<Context<'license-request'>, 'known'> {
  /** Digests of earlier requests, by id. */
  known: Record<string, string>;
  /** Who asks, where the leases of the machine are all of other organizations: whom, and where whoever asks belongs. */
  intake?: { organization: string; holders: { id: string; name: string }[]; mine: string[] };
}

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
export function openVector<Name extends KindName>(
  kind: Name,
  { text, context }: Pick<Vector<Name>, 'text' | 'context'>,
): Opening<Payload<Name>> {
  if ('known' in context) return openRequest(text, context) as Opening<Payload<Name>>;
  return open(platform, kind, text, context as Context<Name>);
}

/** What only the intake of the cloud knows is judged by its own rule. */
function openRequest(text: string, { known, intake, ...rest }: WrittenRequestContext) {
  const opened = open(platform, 'license-request', text, { ...rest, known: (request) => known[request] ?? null });
  if (!opened.accepted || !intake) return opened;
  const world = { book: { organization: { name: intake.organization } }, mine: new Set(intake.mine) };
  return { accepted: false, refusal: otherOrganization(world, intake.holders).refusal };
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
