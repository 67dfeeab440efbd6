import type { Needs, OperationMeta, Subject } from '#shared/contract/operation.ts';
import { Failure } from '#shared/errors.ts';
import { type Buyers, may, type Permission } from '#shared/models/role.ts';
import type { CallContext, Caller, CloudParts, KeyInUse, Place } from './context.ts';
import { keyNeeds, placeOfKey, refuseBeyondScopes } from './integrations/key-admission.ts';
import { callerOfKey } from './integrations/key-caller.ts';
import { keyIn } from './integrations/key-text.ts';
import { organizationsOf } from './subject.ts';

/**
 * Who may do what, decided here and nowhere else, from the contract's `needs` and `subject` (S14, S15).
 * What does not exist and what belongs to others is answered alike: `not-found`.
 */
export async function admit(
  parts: Pick<CloudParts, 'auth' | 'clock' | 'store'>,
  meta: OperationMeta,
  context: CallContext,
  input: unknown,
): Promise<{ caller: Caller | null; place: Place | null }> {
  const { needs, subject } = meta;
  if (needs === 'nothing' || needs === 'machine-key') return { caller: null, place: null };
  if (needs === 'vendor' && context.isLocalVendor) return { caller: null, place: null };

  const key = keyIn(context.headers);
  const caller = await (key === null ? parts.auth.resolveSession(context.headers) : callerOfKey(parts, key));
  if (caller === null) throw new Failure('not-signed-in', {});
  if (caller.key) return admitKey(parts, meta, { ...caller, key: caller.key }, input);
  if (needs === 'vendor' && !caller.isVendor) throw new Failure('not-allowed', { needs });
  if (!isPermission(needs)) return { caller, place: null };

  if (subject === undefined) throw new Error(`an operation that needs ${needs} has no subject`);
  return { caller, place: await placeFor(parts, caller, { needs, subject }, input) };
}

/** A key is let in where its maker is, as far as its scopes go; and only so often. */
async function admitKey(
  parts: Pick<CloudParts, 'auth' | 'store'>,
  meta: OperationMeta,
  caller: Caller & { key: KeyInUse },
  input: unknown,
): Promise<{ caller: Caller; place: Place | null }> {
  await parts.auth.countOnAccount('key', caller.key.id);
  const needs = keyNeeds(meta);
  if (needs === null) throw new Failure('not-for-keys', {});
  const { subject } = meta;
  const place =
    subject === undefined
      ? await placeIn(parts, caller, caller.key.organization)
      : await placeFor(parts, caller, { needs, subject }, input);
  refuseBeyondScopes(caller.key, needs);
  return { caller, place: subject === undefined ? null : placeOfKey(place, needs) };
}

/** Where the subject of a call belongs, when the caller may do there what the call needs. */
async function placeFor(
  parts: Pick<CloudParts, 'store'>,
  caller: Caller,
  { needs, subject }: { needs: Permission; subject: Subject },
  input: unknown,
): Promise<Place> {
  const organizations = await organizationsOf(parts.store.db, subject, input);
  const places = await Promise.all(organizations.map((organization) => placeIn(parts, caller, organization)));
  if (places.some(({ role, buyers }) => !may(role, needs, { buyers }))) throw new Failure('not-allowed', { needs });
  const [place, ...others] = places;
  if (place === undefined || others.length > 0) {
    throw new Failure('invalid-input', { problems: [{ field: subject, problem: 'not all of one organization' }] });
  }
  return place;
}

/** A closed organization is nobody's place. */
async function placeIn(
  { store }: Pick<CloudParts, 'store'>,
  caller: Caller,
  organization: string,
): Promise<Place & { buyers: Buyers }> {
  const membership = await store.db
    .selectFrom('member')
    .innerJoin('organization_details', 'organization_details.organization_id', 'member.organizationId')
    .select(['role', 'buyers'])
    .where('organizationId', '=', organization)
    .where('userId', '=', caller.person.id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  const isElsewhere = caller.key !== undefined && caller.key.organization !== organization;
  if (!membership || isElsewhere) throw new Failure('not-found', {});
  return { organization, ...membership };
}

function isPermission(needs: Needs): needs is Permission {
  return needs !== 'session' && needs !== 'vendor' && needs !== 'nothing' && needs !== 'machine-key';
}
