import { text } from '#shared/text/index.ts';
import { invitationUrl } from '../auth/invitations.ts';
import type { NewSession, Visitor } from '../auth/port.ts';
import type { CloudParts } from '../context.ts';
import { createAccountMails, whereFrom } from '../operations/account-mails.ts';
import { recordDeed } from '../operations/audit.ts';
import { recordSignIn } from '../operations/sign-in-record.ts';
import { admitPerson } from './admit-person.ts';
import { isStateOf, proofsOf, takeAttempt } from './attempt.ts';
import { type Claims, claimsOf } from './provider.ts';
import { type Client, clientOf } from './settings.ts';
import { SignOnStopped } from './stopped.ts';
import { stoppedBy } from './trouble.ts';

type Parts = Pick<CloudParts, 'auth' | 'clock' | 'config' | 'log' | 'mail' | 'outgoing' | 'random' | 'store'>;

interface Back {
  /** The organization in the address that the provider sent the browser to. */
  organization: string;
  /** From the cookie; null: this browser has not begun anything. */
  held: string | null;
  brought: URLSearchParams;
}

/**
 * A browser is back from a provider: a session for whoever it brings, or `SignOnStopped`. Who is invited and no member yet
 * goes on to the invitation, without one.
 */
export async function finishSignOn(
  parts: Parts,
  { organization, held, brought }: Back,
  visitor: Visitor,
): Promise<{ session: NewSession | null; returnTo: string }> {
  if (held === null) throw new SignOnStopped('other-browser');
  const proofs = proofsOf(held);
  // Before it is used up: whoever sends this browser a link of their own does not end its sign-in.
  if (!isStateOf(proofs, brought.get('state') ?? '')) throw new SignOnStopped('other-browser');
  const attempt = await takeAttempt(parts, held);
  if (attempt === null) throw new SignOnStopped('ended');
  if (attempt.organization !== organization) throw new SignOnStopped('not-genuine');
  const client = await clientOf(parts.store.db, parts.config, organization, { isOn: true });
  if (client === null || client.issuer !== attempt.issuer) throw new SignOnStopped('changed-meanwhile');

  const claims = await claimsOf(parts, client, proofs, brought).catch((error: unknown) => {
    const stopped = stoppedBy(error, client.organization.name);
    if (stopped.why !== 'provider-refused') parts.log.warn({ err: error, organization }, 'a sign-in was stopped');
    throw stopped;
  });
  const admitted = await admit(parts, client, claims, visitor);
  if ('invitation' in admitted) return { session: null, returnTo: invitationUrl(parts.config, admitted.invitation) };
  const { person, isNew } = admitted;
  const session = await parts.auth.startSession(person.id, visitor);
  if (isNew) {
    const from = await whereFrom(parts, session.caller, visitor);
    createAccountMails(parts).tell(person, from, (words) =>
      text.accountMails.linked({ ...words, organization: client.organization.name }),
    );
  }
  await recordSignIn(parts, session, visitor, { by: 'single-sign-on', organization });
  return { session, returnTo: attempt.returnTo };
}

/** Whom the provider means; that somebody was refused is on record, so that the organization can see why. */
async function admit(parts: Parts, client: Client, claims: Claims, { address }: Visitor) {
  const { id, name } = client.organization;
  const decision = await admitPerson(parts, { organization: id, address }, claims);
  if (!('refusal' in decision)) return decision;
  const details = { why: decision.refusal, email: claims.email?.slice(0, 254) ?? null };
  const deed = { action: 'singleSignOn.refused', organization: id, subject: id, details };
  await parts.store.write((tx) => recordDeed(parts, { caller: null, address, isCloud: true }, tx, deed));
  throw new SignOnStopped(decision.refusal, { organization: name, said: claims.email ?? undefined });
}
