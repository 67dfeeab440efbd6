import { z } from 'zod';
import { blocks } from '#shared/files/armour.ts';
import { parseJson, readEnvelope } from '#shared/files/envelope.ts';
import { toHex } from '#shared/files/keys.ts';
import { kinds } from '#shared/files/kinds.ts';
import { filePlatform } from '../adapters/file-platform.ts';

const Signed = z.object({ sequence: z.int() });

/** What a machine that applies this license will say of it. For licenses this cloud has signed itself; null for anything else. */
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
