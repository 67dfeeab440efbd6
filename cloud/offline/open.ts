import { Failure } from '#shared/errors.ts';
import { splitBlocks } from '#shared/files/bundle.ts';
import { keyIdOf } from '#shared/files/keys.ts';
import type { KindName, Payload } from '#shared/files/kinds.ts';
import { open, type Opening } from '#shared/files/open.ts';
import type { IntakeRow, IntakeVerdict } from '#shared/models/offline.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { CloudParts } from '../context.ts';
import { refused } from '../rules/intake-verdict.ts';
import { answersTo, type IssuedRow } from '../store/queries/issued-file.ts';
import type { MachineFile } from '../operations/machine-standing.ts';

interface Genuine<Kind extends IntakeRow['kind'], Name extends KindName> {
  kind: Kind;
  machine: string;
  payload: Payload<Name>;
  /** What keeping it in mind takes. */
  file: MachineFile;
}

export type CarriedRequest = Genuine<'request', 'license-request'> & {
  /** What the same request was answered before. */
  before: IssuedRow | null;
};
export type CarriedProof = Genuine<'return', 'return-proof'>;
export type CarriedAcknowledgement = Genuine<'acknowledgement', 'license-applied'>;

/** A carried text: what is in it, or why it does not open. */
export type Carried =
  | CarriedRequest
  | CarriedProof
  | CarriedAcknowledgement
  | { kind: IntakeRow['kind']; verdict: IntakeVerdict };

/** Opens what was carried here, one block each. */
export async function openCarried(
  parts: Pick<CloudParts, 'clock' | 'keys' | 'store'>,
  texts: readonly string[],
): Promise<Carried[]> {
  const asked: string[] = [];
  const first = texts.map((text) =>
    openOne(parts, text, (request) => {
      asked.push(request);
      return null;
    }),
  );
  const answers = await answersTo(parts.store.db, asked);
  if (answers.size === 0) return first;
  // What was answered before is opened anew: whether it changed, or is too old, depends on what it was.
  const known = (request: string) => answers.get(request)?.request_digest ?? null;
  return texts.map((text) => {
    const carried = openOne(parts, text, known);
    if (carried.kind !== 'request' || !('payload' in carried)) return carried;
    return { ...carried, before: answers.get(carried.payload.request) ?? null };
  });
}

type Known = (request: string) => string | null;

function openOne(parts: Pick<CloudParts, 'clock' | 'keys'>, text: string, known: Known): Carried {
  const [block, ...others] = splitBlocks(text);
  if (!block) return { kind: 'unknown', verdict: { code: 'refused-file', refusal: { code: 'not-a-greenroom-file' } } };
  if (others.length > 0) {
    const problems = [{ field: 'text', problem: 'more than one file' }];
    return { kind: 'unknown', verdict: refused(new Failure('invalid-input', { problems })) };
  }
  const { cloudId: id, cloudName: name } = parts.keys;
  const cloud = { id, name };
  if (block.kind === 'return-proof')
    return carriedFrom('return', open(filePlatform, block.kind, text, { cloud }), block.kind);
  if (block.kind === 'license-applied')
    return carriedFrom('acknowledgement', open(filePlatform, block.kind, text, { cloud }), block.kind);
  // Whatever else it is, this says why it is none.
  const opening = open(filePlatform, 'license-request', text, { cloud, now: parts.clock.now(), known });
  const kind = block.kind === 'license-request' ? 'request' : 'unknown';
  if (!opening.accepted) return { kind, verdict: { code: 'refused-file', refusal: opening.refusal } };
  const { payload, digest } = opening;
  const { machine: introduction, purpose, applied } = payload;
  const file = { ...signedFile(payload, 'license-request', digest), introduction, purpose, applied };
  return { kind: 'request', machine: file.machine, payload, file, before: null };
}

/** A file that says of one license what the machine did with it. */
function carriedFrom<Kind extends 'return' | 'acknowledgement', Name extends 'return-proof' | 'license-applied'>(
  kind: Kind,
  opening: Opening<Payload<Name>>,
  name: Name,
): Genuine<Kind, Name> | { kind: Kind; verdict: IntakeVerdict } {
  if (!opening.accepted) return { kind, verdict: { code: 'refused-file', refusal: opening.refusal } };
  const { payload, digest } = opening;
  const applied = { sequence: payload.sequence, digest: payload.digest };
  const file = { ...signedFile(payload, name, digest), applied };
  return { kind, machine: file.machine, payload, file };
}

function signedFile(
  { machine: { publicKey }, counter }: { machine: { publicKey: string }; counter: number },
  kind: MachineFile['kind'],
  digest: string,
): MachineFile {
  const machine = keyIdOf(filePlatform, publicKey);
  if (machine === null) throw new Error('a file that opens is signed by a key');
  return { machine, introduction: null, kind, counter, digest, applied: null };
}
