import * as fc from 'fast-check';
import { armour } from '#shared/files/armour.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import { kindNames, kinds } from '#shared/files/kinds.ts';
import type { Signer } from '#shared/files/platform.ts';
import { forEachKind, type sampleFiles, sealed } from './sample-files.ts';
import { platform } from './signed-files.ts';

/** A block around any text. */
export const block = (label: string, text: string) => armour(label, platform.toBase64(platform.toBytes(text)), []);

/** Texts that nobody would write: noise, files that were damaged, and files that are well formed and signed, but wrong. */
export function fuzzedFiles(samples: ReturnType<typeof sampleFiles>): fc.Arbitrary<string> {
  const files: string[] = [];
  const contents: { kind: string; payload: object; signer: Signer }[] = [];
  forEachKind(samples, (kind, sample) => {
    files.push(sealed(kind, sample));
    contents.push({ kind, ...sample });
  });
  const label = fc.constantFrom(...kindNames.map((kind) => kinds[kind].label), 'SEASON PASS', '');
  const file = fc.constantFrom(...files);

  /** A good file with a few places cut, doubled or overwritten. */
  const mutated = fc
    .tuple(
      file,
      fc.array(fc.tuple(fc.nat(3_000), fc.nat(60), fc.string({ unit: 'binary', maxLength: 8 })), {
        minLength: 1,
        maxLength: 6,
      }),
    )
    .map(([text, cuts]) =>
      cuts.reduce((changed, [at, length, put]) => changed.slice(0, at) + put + changed.slice(at + length), text),
    );

  /** Envelopes of any shape. */
  const shaped = fc.tuple(label, fc.jsonValue()).map(([name, value]) => block(name, JSON.stringify(value)));

  /** Genuinely signed: a field or two of a good payload replaced by anything, under any type and label. */
  const signed = fc
    .tuple(
      fc.constantFrom(...contents),
      fc.constantFrom(...contents),
      fc.array(fc.tuple(fc.nat(20), fc.jsonValue()), { maxLength: 2 }),
      fc.tuple(label, fc.boolean()),
    )
    .map(([{ kind, payload, signer }, other, changes, [name, isMixed]]) => {
      const fields = Object.keys(payload);
      const change = Object.fromEntries(changes.map(([at, value]) => [fields[at % fields.length], value]));
      const type = isMixed ? other.kind : kind;
      const envelope = makeEnvelope(platform, payloadTypeOf(type), { ...payload, ...change }, [signer]);
      return block(isMixed ? name : (kinds[kind as keyof typeof kinds]?.label ?? name), envelope);
    });

  /** Bundles of good and damaged blocks, quoted and joined in every way. */
  const bundle = fc
    .tuple(fc.array(fc.oneof(file, mutated), { maxLength: 6 }), fc.constantFrom('', '\n', '\r\n', '\uFEFF', '> ', '\0'))
    .map(([parts, between]) => parts.join(between));

  const lines = fc
    .array(
      fc.constantFrom(
        '-----BEGIN GREENROOM LICENSE-----',
        '-----END GREENROOM LICENSE-----',
        '-----BEGIN GREENROOM RELEASE INDEX-----',
        '-----END GREENROOM',
        'AAAA',
        '=',
        '> >',
        '\uFEFF',
        '',
        '{',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('\n'));
  const anything = fc.string({ unit: 'binary', maxLength: 3_000 });

  return fc.oneof(
    { weight: 5, arbitrary: mutated },
    { weight: 4, arbitrary: signed },
    { weight: 1, arbitrary: shaped },
    { weight: 1, arbitrary: bundle },
    { weight: 1, arbitrary: lines },
    { weight: 1, arbitrary: anything },
  );
}
