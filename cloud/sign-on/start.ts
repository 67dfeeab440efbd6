import type { Visitor } from '../auth/port.ts';
import type { CloudParts } from '../context.ts';
import { beginAttempt } from './attempt.ts';
import { domainOfAddress } from './domains.ts';
import { authorizationUrl } from './provider.ts';
import { returnTo } from './return-to.ts';
import { clientOf, signOnFor } from './settings.ts';
import { SignOnStopped } from './stopped.ts';
import { stoppedBy } from './trouble.ts';

type Parts = Pick<CloudParts, 'auth' | 'clock' | 'config' | 'outgoing' | 'random' | 'store'>;

/** Sends a browser to the provider for an address. `held`: what the browser keeps until it is back. */
export async function startSignOn(
  parts: Parts,
  { email, to }: { email: string; to: string | null },
  visitor: Visitor,
): Promise<{ url: string; held: string }> {
  const { auth, store, config } = parts;
  await auth.countAttempt('sign-on', visitor);
  const found = await signOnFor(store.db, domainOfAddress(email));
  const client = found && (await clientOf(store.db, config, found.id, { isOn: true }));
  if (!client) throw new SignOnStopped('nobody-signs-in-so');
  const { organization, issuer } = client;
  const attempt = { organization: organization.id, issuer, returnTo: returnTo(config.publicUrl, to) };
  const { held, proofs } = await beginAttempt(parts, attempt);
  try {
    return { url: (await authorizationUrl(parts, client, proofs, email)).href, held };
  } catch (error) {
    throw stoppedBy(error, organization.name);
  }
}
