import { z } from 'zod';
import { blocks } from '#shared/files/armour.ts';
import { parseJson, readEnvelope } from '#shared/files/envelope.ts';
import { toHex } from '#shared/files/keys.ts';
import { kinds } from '#shared/files/kinds.ts';
import { filePlatform } from '../adapters/file-platform.ts';
import type { CloudParts } from '../context.ts';
import type { Applied } from '../rules/copies.ts';
import type { Write } from '../store/open.ts';
import { issuedAnswers } from '../store/queries/machine-file.ts';
import type { MachineRow } from '../store/queries/machine.ts';

type Db = CloudParts['store']['db'] | Write;

/**
 * Digests of the licenses that machines say they have applied, as they were signed here, by machine; those that are not
 * known any more are left out. Most have applied the last answer to a call, which is at hand: then there is no query.
 */
export async function signedDigests(
  db: Db,
  said: readonly { row: Pick<MachineRow, 'id' | 'last_answer'>; applied: Applied }[],
): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  const others: { machine: string; sequence: number }[] = [];
  for (const { row, applied } of said) {
    if (applied === null) continue;
    const last = row.last_answer === null ? null : appliedOf(row.last_answer);
    if (last?.sequence === applied.sequence) digests.set(row.id, last.digest);
    else others.push({ machine: row.id, sequence: applied.sequence });
  }
  for (const { machine, answer } of await issuedAnswers(db, others)) {
    const issued = appliedOf(answer);
    if (issued) digests.set(machine, issued.digest);
  }
  return digests;
}

const Signed = z.object({ sequence: z.int() });

/** What a machine that applies this license will say of it; null when it is none. */
export function appliedOf(license: string): { sequence: number; digest: string } | null {
  for (const { body } of blocks(license, () => kinds.license.limit)) {
    const bytes = body === null ? null : filePlatform.fromBase64(body);
    const envelope = bytes && readEnvelope(filePlatform, filePlatform.toText(bytes));
    if (!envelope) return null;
    const { data } = Signed.safeParse(parseJson(filePlatform.toText(envelope.payload)));
    return data ? { sequence: data.sequence, digest: toHex(filePlatform.sha256(envelope.payload)) } : null;
  }
  return null;
}
