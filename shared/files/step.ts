import type { Block } from './armour.ts';
import { checkSignature, parseJson, type ReadEnvelope, readEnvelope } from './envelope.ts';
import { toHex } from './keys.ts';
import { type Genuine, type Kind, payloadTypeOf, readPayloadType } from './kind.ts';
import { type Context, type KindName, kindNames, kinds, type Payload } from './kinds.ts';
import type { FilePlatform } from './platform.ts';
import type { Refusal } from './refusal.ts';

/** How far a block came on its way from text to use. */
export const reached = { nothing: 0, block: 1, envelope: 2, kind: 3, content: 4, genuine: 5, use: 6 } as const;

/** One block with its verdict. Only `open` and `inspect` see it: content never leaves this folder without them. */
export type Step<Content> =
  /** Not readable as what it was opened as. */
  | { reached: 0 | 1 | 2 | 3; refusal: Refusal; claim: null }
  /** Readable, but not signed by who may: what it says is no more than a claim. */
  | { reached: 4; refusal: Refusal; claim: Genuine<Content> }
  /** Genuine, but not for this place or time. */
  | { reached: 5; refusal: Refusal; claim: Genuine<Content> }
  | { reached: 6; refusal: null; claim: Genuine<Content> };

/** What must be known to open a file, or how it follows from what the file says. */
export type ContextOf<Name extends KindName> = (payload: Payload<Name>) => Context<Name>;

/** Takes one block as far as it goes: parse, verify, judge. Total. */
export function takeStep<Name extends KindName>(
  platform: FilePlatform,
  name: Name,
  block: Block,
  contextOf: ContextOf<Name>,
): Step<Payload<Name>> {
  const kind: Kind<Payload<Name>, Context<Name>> = kinds[name];
  const envelope = readBlock(platform, block);
  if (envelope === null)
    return stop(reached.block, { code: 'damaged', part: block.body === null ? 'block' : 'envelope' });
  const foreign = checkType(name, block.label, envelope.payloadType);
  if (foreign) return stop(reached.envelope, foreign);
  const content = kind.schema.safeParse(parseJson(platform.toText(envelope.payload)));
  if (!content.success) return stop(reached.kind, { code: 'damaged', part: 'content' });
  const claim = { payload: content.data, digest: toHex(platform.sha256(envelope.payload)) };
  const context = contextOf(claim.payload);
  const unsigned = checkSigners(platform, envelope, kind.signers(claim.payload, context, platform));
  if (unsigned) return { reached: reached.content, refusal: unsigned, claim };
  const refusal = kind.judge(claim, context, platform);
  return refusal ? { reached: reached.genuine, refusal, claim } : { reached: reached.use, refusal: null, claim };
}

const stop = (at: 1 | 2 | 3, refusal: Refusal) => ({ reached: at, refusal, claim: null });

function readBlock(platform: FilePlatform, { body }: Block): ReadEnvelope | null {
  const bytes = body === null ? null : platform.fromBase64(body);
  return bytes && readEnvelope(platform, platform.toText(bytes));
}

/** Why a block whose label this version does not know cannot be opened. */
export function foreignBlock(platform: FilePlatform, block: Block): Refusal {
  const envelope = readBlock(platform, block);
  if (envelope === null) return { code: 'damaged', part: block.body === null ? 'block' : 'envelope' };
  return checkType(null, block.label, envelope.payloadType) ?? { code: 'damaged', part: 'block' };
}

/** The label is outside the signature: it may only repeat what the signed type says. */
function checkType(wanted: KindName | null, label: string, payloadType: string): Refusal | null {
  const type = readPayloadType(payloadType);
  if (type === null) return { code: 'damaged', part: 'envelope' };
  const known = kindNames.find((name) => name === type.kind);
  if (type.version !== '1' || !known) {
    const here = wanted === null ? kindNames : [wanted];
    return { code: 'unknown-version', found: payloadType, known: here.map(payloadTypeOf).join(', ') };
  }
  if (kinds[known].label !== label) return { code: 'damaged', part: 'block' };
  return known === wanted || wanted === null ? null : { code: 'wrong-kind', found: known, wanted };
}

function checkSigners(
  platform: FilePlatform,
  envelope: ReadEnvelope,
  groups: ReturnType<Kind<unknown, unknown>['signers']>,
): Refusal | null {
  const key = envelope.signatures.map((signature) => signature.keyid).join(', ');
  for (const { keys, owner } of groups) {
    const code = checkSignature(platform, envelope, keys);
    if (code === 'untrusted-key') return { code, key, trusted: owner };
    if (code === 'bad-signature') return { code, key };
  }
  return null;
}
