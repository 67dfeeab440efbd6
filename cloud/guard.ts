import type { Needs, OperationMeta } from '#shared/contract/operation.ts';
import { Failure } from '#shared/errors.ts';
import { may, type Permission } from '#shared/models/role.ts';
import type { CallContext, Caller, CloudParts, Place } from './context.ts';
import { organizationsOf } from './subject.ts';

/**
 * Who may do what, decided here and nowhere else, from the contract's `needs` and `subject` (S14, S15).
 * What does not exist and what belongs to others is answered alike: `not-found`.
 */
export async function admit(
  parts: Pick<CloudParts, 'auth' | 'store'>,
  { needs, subject }: OperationMeta,
  context: CallContext,
  input: unknown,
): Promise<{ caller: Caller | null; place: Place | null }> {
  if (needs === 'nothing' || needs === 'machine-key') return { caller: null, place: null };
  if (needs === 'vendor' && context.isLocalVendor) return { caller: null, place: null };

  const caller = await parts.auth.resolveSession(context.headers);
  if (caller === null) throw new Failure('not-signed-in', {});
  if (needs === 'vendor' && !caller.isVendor) throw new Failure('not-allowed', { needs });
  if (!isPermission(needs)) return { caller, place: null };

  if (subject === undefined) throw new Error(`an operation that needs ${needs} has no subject`);
  const organizations = await organizationsOf(parts.store.db, subject, input);
  const places = await Promise.all(organizations.map((organization) => placeIn(parts, caller, organization)));
  if (places.some(({ role }) => !may(role, needs))) throw new Failure('not-allowed', { needs });
  const [place, ...others] = places;
  if (place === undefined || others.length > 0) {
    throw new Failure('invalid-input', { problems: [{ field: subject, problem: 'not all of one organization' }] });
  }
  return { caller, place };
}

async function placeIn({ store }: Pick<CloudParts, 'store'>, caller: Caller, organization: string): Promise<Place> {
  const membership = await store.db
    .selectFrom('member')
    .select('role')
    .where('organizationId', '=', organization)
    .where('userId', '=', caller.person.id)
    .executeTakeFirst();
  if (!membership) throw new Failure('not-found', {});
  return { organization, role: membership.role };
}

function isPermission(needs: Needs): needs is Permission {
  return needs !== 'session' && needs !== 'vendor' && needs !== 'nothing' && needs !== 'machine-key';
}
