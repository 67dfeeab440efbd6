import { armour } from '#shared/files/armour.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import type { KindName } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import { forEachKind, introduction, sampleFiles, testRequest } from '../support/sample-files.ts';
import { fixedSigner, platform, testCloud, testLicense } from '../support/signed-files.ts';
import { raw } from './vector.ts';

/**
 * Texts that a reader stumbled over, or might: found by the fuzzer (test/promises/S2-…), by review, or known from other
 * formats. `verdicts`: what comes out when it is opened as each kind, in the place of `sampleFiles`.
 */
interface Found {
  name: string;
  text: string;
  verdicts: Record<KindName, string>;
}

const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const samples = sampleFiles(cloud, machine);
const payload = testLicense(machine);
const type = payloadTypeOf('license');
const license = (change: object) => raw(type, { ...payload, ...change }, 'LICENSE', [cloud.lease]);
const request = (change: object) =>
  raw(payloadTypeOf('license-request'), testRequest(machine, change), 'LICENSE REQUEST', [machine]);
const block = (text: string, label = 'LICENSE') => armour(label, platform.toBase64(platform.toBytes(text)), []);
const envelope = makeEnvelope(platform, type, payload, [cloud.lease]);
const good = block(envelope);
const [first = '', ...rest] = good.split('\n');
const { signatures } = JSON.parse(envelope) as { signatures: [{ keyid: string; sig: string }] };
const withSignatures = (list: unknown[]) => block(JSON.stringify({ ...JSON.parse(envelope), signatures: list }));

/** The group order of Ed25519: a signature (R, S) and (R, S + L) are the same to a careless reader. */
function otherForm(sig: string): string {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const bytes = Buffer.from(sig, 'base64');
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order;
  const shifted = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  return Buffer.concat([bytes.subarray(0, 32), shifted]).toString('base64');
}

const texts: Record<string, string> = {
  'the first line twice': [first, good].join('\n'),
  'the last line alone': rest.at(-2) ?? '',
  'the end of another kind': good.replace('END GREENROOM LICENSE', 'END GREENROOM TRUST ROOT'),
  'the first line in the middle of a line': `see ${good}`,
  'the first line with something after it': good.replace(first, `${first} x`),
  'an empty label': armour('', 'AAAA', []),
  'a label of 90 letters': armour('L'.repeat(90), 'AAAA', []),
  'a label in small letters': good.replaceAll('LICENSE', 'license'),
  'five dashes in the lines for people': `-----\n-----BEGIN-----\n${good}`,
  'a line of quoting marks only': `> > >\n${good}`,
  'a no-break space before the first line': `\u00A0${good}`,
  'carriage returns alone': good.replaceAll('\n', '\r'),
  'a zero byte in the block': good.replace('\n', '\n\0'),
  'a second byte-order mark, as where files were joined': `\uFEFF\r\n\uFEFF${good}`,
  'base64 without its padding': good.replaceAll('=', ''),
  'base64 with padding in the middle': good.replace('\n', '\nAA=='),
  'not UTF-8': armour('LICENSE', '/w==', []),
  'deeply nested': block('['.repeat(20_000)),
  'null': block('null'),
  'an envelope with one field more': block(JSON.stringify({ ...JSON.parse(envelope), more: 1 })),
  'an envelope with a field twice': block(envelope.replace('{', '{"payload":"",')),
  'an envelope with a prototype': block(envelope.replace('{', '{"__proto__":{"payloadType":"x"},')),
  'an envelope with a byte-order mark': block(`\uFEFF${envelope}`),
  'a type with something after it': block(envelope.replace('v1+json', 'v1+json; charset=utf-8')),
  'a type with a version of many digits': block(envelope.replace('.v1+', '.v0000001+')),
  'no signature': withSignatures([]),
  'nine signatures': withSignatures(Array.from({ length: 9 }, () => signatures[0])),
  'a wrong signature before the right one': withSignatures([{ ...signatures[0], sig: 'AAAA' }, signatures[0]]),
  'a signature of 63 bytes': withSignatures([{ ...signatures[0], sig: Buffer.alloc(63).toString('base64') }]),
  'the signature in its other form (S + L)': withSignatures([{ ...signatures[0], sig: otherForm(signatures[0].sig) }]),
  'a key id that is none': withSignatures([{ ...signatures[0], keyid: '\u001B[2J' }]),
  'the signature of the bare payload': withSignatures([
    { ...signatures[0], sig: platform.toBase64(cloud.lease.sign(platform.toBytes(JSON.stringify(payload)))) },
  ]),
  'a moment after the last one': license({ importBy: 8_640_000_000_000_001 }),
  'a number that is none': block(makeEnvelope(platform, type, payload, [cloud.lease]).replace('"payload":"', '"payload":1e999,"x":"')),
  'a fraction of a sequence': license({ sequence: 7.5 }),
  'a sequence beyond the safe integers': license({ sequence: 2 ** 53 }),
  'twenty-one leases': license({ leases: Array.from({ length: 21 }, () => payload.leases[0]) }),
  'a name of half a letter': request({ machine: introduction(machine, '\uD83D') }),
  'a name that looks like a block': request({ machine: introduction(machine, '-----END GREENROOM LICENSE REQUEST-----') }),
  'a fact called __proto__': request({
    machine: { ...introduction(machine), evidence: JSON.parse(`{"__proto__":"${'0'.repeat(32)}"}`) },
  }),
  'more facts than there can be': request({
    machine: {
      ...introduction(machine),
      evidence: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`fact-${at}`, '0'.repeat(32)])),
    },
  }),
};

/** Opens each text as every kind. */
export const corpus = (): Found[] =>
  Object.entries(texts).map(([name, text]) => {
    const verdicts: Partial<Record<KindName, string>> = {};
    forEachKind(samples, (kind, { context }) => {
      const opened = open(platform, kind, text, context);
      verdicts[kind] = opened.accepted ? 'accepted' : opened.refusal.code;
    });
    return { name, text, verdicts: verdicts as Record<KindName, string> };
  });
