import { Failure } from '#shared/errors.ts';
import type { OfflineLength } from '#shared/models/offline.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import type { FileRequest } from './ports.ts';

export interface Wish {
  product?: string | undefined;
  edition?: string | undefined;
  days?: OfflineLength | undefined;
}

/**
 * What a request asks for; null when whoever answers is to choose. Who renews the only license of a machine need not
 * name it. Throws `invalid-input` for what could not be said in a request.
 */
export function wishOf(
  purpose: FileRequest['purpose'],
  { product, edition, days }: Wish,
  held: readonly HeldLease[],
): FileRequest['wanted'] {
  if (product !== undefined) return { product, edition: edition ?? null, ...(days === undefined ? {} : { days }) };
  const [only, ...others] = held;
  const isMeant = purpose === 'renew' && only && others.length === 0 && [undefined, only.edition.id].includes(edition);
  if (isMeant) return { product: only.product.id, edition: only.edition.id, ...(days === undefined ? {} : { days }) };
  if (edition === undefined && days === undefined) return null;
  throw new Failure('invalid-input', { problems: [{ field: 'product', problem: text.companion.whichProduct }] });
}
