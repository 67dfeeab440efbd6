import { z } from 'zod';
import { Failure } from '#shared/errors.ts';
import { recordDeed } from '../operations/audit.ts';
import type { CloudParts } from '../context.ts';

export const GrantInput = z.object({ email: z.email() });

/** Marks a person as vendor: from then on they may do the vendor's operations signed in. Command line only. */
export async function grantVendor(
  parts: CloudParts,
  { email }: z.infer<typeof GrantInput>,
): Promise<{ person: string }> {
  return parts.store.write(async (tx) => {
    const person = await tx
      .selectFrom('user')
      .select(['id'])
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst();
    if (!person) throw new Failure('not-found', {});
    await tx.updateTable('person_details').set({ is_vendor: 1 }).where('person_id', '=', person.id).execute();
    const doer = { caller: null, address: null, isLocalVendor: true };
    await recordDeed(parts, doer, tx, { action: 'vendor.grant', organization: null, subject: person.id });
    return { person: person.id };
  });
}
