import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { minute } from '#shared/models/time.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store/open.ts';

/** From leaving for the provider to coming back. */
export const attemptGoodFor = 10 * minute;

/** What one sign-in is recognized by, made from what only the browser holds: the database alone is not enough to finish one. */
export interface Proofs {
  state: string;
  nonce: string;
  verifier: string;
}

export interface Attempt {
  organization: string;
  issuer: string;
  returnTo: string;
}

type With = { store: Pick<Store, 'write'>; clock: Clock };

/** Begins a sign-in; `held` is for a cookie of the browser. */
export async function beginAttempt(
  { store, clock, random }: With & { random: Random },
  { organization, issuer, returnTo }: Attempt,
): Promise<{ held: string; proofs: Proofs }> {
  const held = Buffer.from(random.bytes(32)).toString('base64url');
  const row = { organization_id: organization, issuer, return_to: returnTo };
  await store.write(async (tx) => {
    await tx.deleteFrom('sign_on_attempt').where('expires_at', '<=', clock.now()).execute();
    await tx
      .insertInto('sign_on_attempt')
      .values({ id: digestOf(held), ...row, expires_at: clock.now() + attemptGoodFor })
      .execute();
  });
  return { held, proofs: proofsOf(held) };
}

export function proofsOf(held: string): Proofs {
  const derive = (purpose: string) => createHmac('sha256', held).update(`sign-on ${purpose}`).digest('base64url');
  return { state: derive('state'), nonce: derive('nonce'), verifier: derive('verifier') };
}

export function isStateOf({ state }: Proofs, given: string): boolean {
  const [a, b] = [Buffer.from(state), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Uses a sign-in up; null: there is none, it is used, or too old. Of several at once, one gets it. */
export async function takeAttempt({ store, clock }: With, held: string): Promise<Attempt | null> {
  const id = digestOf(held);
  return store.write(async (tx) => {
    const row = await tx.selectFrom('sign_on_attempt').selectAll().where('id', '=', id).executeTakeFirst();
    const { numDeletedRows } = await tx.deleteFrom('sign_on_attempt').where('id', '=', id).executeTakeFirst();
    if (!row || numDeletedRows === 0n || row.expires_at <= clock.now()) return null;
    return { organization: row.organization_id, issuer: row.issuer, returnTo: row.return_to };
  });
}

const digestOf = (held: string) => createHash('sha256').update(held).digest('hex');
