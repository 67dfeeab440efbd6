import { armour } from '#shared/files/armour.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import { type KindName, kinds } from '#shared/files/kinds.ts';
import type { Signer } from '#shared/files/platform.ts';
import { platform, tamper } from '../support/signed-files.ts';
import { type Draft, impostor, quoted, raw, type WrittenContext } from './vector.ts';

export interface Subject<Name extends KindName> {
  kind: Name;
  file: string;
  payload: object;
  signer: Signer;
  /** Somebody who may not sign it. */
  stranger: Signer;
  context: WrittenContext<Name>;
  /** A genuine file of another kind. */
  otherKind: string;
}

/** What is true of every kind alike: how a file may look, and how it may be broken. */
export function commonDrafts<Name extends KindName>(subject: Subject<Name>): Draft<Name>[] {
  const { kind, file, payload, signer, stranger, context, otherKind } = subject;
  const { label } = kinds[kind];
  const type = payloadTypeOf(kind);
  const accepted: [string, string][] = [
    ['as it was written', file],
    ['without the lines for people', file.slice(file.indexOf('-----BEGIN'))],
    ['byte-order mark and CRLF', `\uFEFF${file.replaceAll('\n', '\r\n')}`],
    ['blanks around the lines', file.replaceAll('\n', ' \t\n  ')],
    ['quoted in a mail', `Hello Ingrid,\n${quoted(quoted(file))}\nBest, Jo`],
    ['lines wrapped anew', file.replaceAll(/^[A-Za-z0-9+/=]{64}$/gm, (line) => `${line.slice(0, 30)}\n${line.slice(30)}`)],
    ['from an old disk: CRLF, end-of-file mark and padding', `${file.replaceAll('\n', '\r\n')}\u001A${'\0'.repeat(300)}`],
    ['in a bundle after a damaged block', tamper(file) + file],
    ['in a bundle after another kind', otherKind + file],
    ['after a block that never ends', file.slice(0, file.indexOf('-----END')) + file],
    ['a field of a later version is passed over', raw(type, { ...payload, colour: 'blue' }, label, [signer])],
  ];
  const refused: [string, string, Draft<Name>['expect']][] = [
    ['nothing', '', 'not-a-greenroom-file'],
    ['another text', 'Dear customer, your license is attached.', 'not-a-greenroom-file'],
    ['another armour', file.replaceAll('GREENROOM', 'BLUEROOM'), 'not-a-greenroom-file'],
    ['cut off', file.slice(0, file.indexOf('-----BEGIN') + 300), 'damaged'],
    ['a line lost', file.replace(/(-----BEGIN.*\n).*\n/, '$1'), 'damaged'],
    ['a letter changed', changeLetter(file, 20), 'damaged'],
    ['a letter of the content changed', changeContent(type, payload, label, signer), 'bad-signature'],
    ['an empty block', armour(label, '', []), 'damaged'],
    ['under the label of another kind', file.replaceAll(` ${label}-----`, ` ${otherLabel(kind)}-----`), 'damaged'],
    ['signed, but empty', raw(type, {}, label, [signer]), 'damaged'],
    ['a later version', raw(type.replace('.v1+', '.v2+'), payload, label, [signer]), 'unknown-version'],
    ['an unknown kind', raw(payloadTypeOf('season-pass'), {}, 'SEASON PASS', [signer]), 'unknown-version'],
    ['another kind', otherKind, 'wrong-kind'],
    ['signed by somebody else', raw(type, payload, label, [stranger]), 'untrusted-key'],
    ['the right key is named, another signed', raw(type, payload, label, [impostor(signer, stranger)]), 'bad-signature'],
  ];
  return [
    ...accepted.map(([name, text]): Draft<Name> => ({ name, text, context, expect: 'accepted' })),
    ...refused.map(([name, text, expect]): Draft<Name> => ({ name, text, context, expect })),
  ];
}

/** Another letter at this place of the block. */
function changeLetter(file: string, place: number): string {
  const at = file.indexOf('-----\n', file.indexOf('-----BEGIN')) + 6 + place;
  return `${file.slice(0, at)}${file[at] === 'x' ? 'y' : 'x'}${file.slice(at + 1)}`;
}

/** The content is changed, the signature stays. */
function changeContent(type: string, payload: object, label: string, signer: Signer): string {
  const { signatures } = JSON.parse(makeEnvelope(platform, type, payload, [signer])) as { signatures: unknown };
  const changed = { ...JSON.parse(makeEnvelope(platform, type, { ...payload, cloud: 'elsewhere' }, [signer])), signatures };
  return armour(label, platform.toBase64(platform.toBytes(JSON.stringify(changed))), []);
}

const otherLabel = (kind: KindName) => kinds[kind === 'license' ? 'trust-root' : 'license'].label;
