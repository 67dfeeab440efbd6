import { type Block, blocks } from './armour.ts';
import { checkSignature, parseJson, type ReadEnvelope, readEnvelope } from './envelope.ts';
import { toHex } from './keys.ts';
import { type Genuine, type Kind, payloadTypeOf, readPayloadType } from './kind.ts';
import { type Context, kindLabelled, type KindName, kindNames, kinds, type Payload } from './kinds.ts';
import type { FilePlatform } from './platform.ts';
import type { Refusal } from './refusal.ts';

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
  let best: Step<Payload<Name>> = { reached: 0, refusal: { code: 'not-a-greenroom-file' } };
  for (const block of blocks(text, limitOf)) {
    const step = openBlock(platform, kind, kinds[kind], block, context);
    if (isBetter(step, best, kinds[kind])) best = step;
  }
  return best.refusal === null
    ? { accepted: true, payload: best.genuine.payload, digest: best.genuine.digest }
    : { accepted: false, refusal: best.refusal };
}

/** How far a block came. */
type Step<Content> = { reached: number; refusal: Refusal } | { reached: 6; refusal: null; genuine: Genuine<Content> };

function openBlock<Content, Around>(
  platform: FilePlatform,
  name: string,
  kind: Kind<Content, Around>,
  block: Block,
  context: Around,
): Step<Content> {
  const envelope = readBlock(platform, block);
  if (envelope === null)
    return { reached: 1, refusal: { code: 'damaged', part: block.body === null ? 'block' : 'envelope' } };
  const foreign = checkType(name, block.label, envelope.payloadType);
  if (foreign) return { reached: 2, refusal: foreign };
  const content = kind.schema.safeParse(parseJson(platform.toText(envelope.payload)));
  if (!content.success) return { reached: 3, refusal: { code: 'damaged', part: 'content' } };
  const unsigned = checkSigners(platform, envelope, kind.signers(content.data, context, platform));
  if (unsigned) return { reached: 4, refusal: unsigned };
  const genuine = { payload: content.data, digest: toHex(platform.sha256(envelope.payload)) };
  const refusal = kind.judge(genuine, context, platform);
  return refusal ? { reached: 5, refusal } : { reached: 6, refusal: null, genuine };
}

function readBlock(platform: FilePlatform, { body }: Block): ReadEnvelope | null {
  const bytes = body === null ? null : platform.fromBase64(body);
  return bytes && readEnvelope(platform, platform.toText(bytes));
}

/** The label is outside the signature: it may only repeat what the signed type says. */
function checkType(wanted: string, label: string, payloadType: string): Refusal | null {
  const type = readPayloadType(payloadType);
  if (type === null) return { code: 'damaged', part: 'envelope' };
  const known = kindNames.find((name) => name === type.kind);
  if (type.version !== '1' || !known) {
    return { code: 'unknown-version', found: payloadType, known: payloadTypeOf(wanted) };
  }
  if (kinds[known].label !== label) return { code: 'damaged', part: 'block' };
  return known === wanted ? null : { code: 'wrong-kind', found: known, wanted };
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

function isBetter<Content>(step: Step<Content>, best: Step<Content>, kind: Kind<Content, never>): boolean {
  if (step.refusal === null && best.refusal === null) {
    return kind.rank(step.genuine.payload) > kind.rank(best.genuine.payload);
  }
  return step.reached > best.reached;
}

function limitOf(label: string): number {
  const name = kindLabelled(label);
  return name ? kinds[name].limit : 64 * 1024;
}
