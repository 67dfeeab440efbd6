import { text } from '#shared/text/index.ts';
import { clientName } from '../auth/client-name.ts';
import type { NewSession, Visitor } from '../auth/port.ts';
import type { CloudParts } from '../context.ts';
import { noteClient } from '../store/queries/known-client.ts';
import { createAccountMails, whereFrom } from './account-mails.ts';
import { recordDeed } from './audit.ts';

type Parts = Pick<CloudParts, 'auth' | 'clock' | 'config' | 'log' | 'mail' | 'random' | 'store'>;

/** A machine by its name, a browser by its kind and its system: the address is another one in every hotel. */
export const clientOf = ({ machineName }: Pick<NewSession, 'machineName'>, { headers }: Visitor): string =>
  machineName ?? clientName(headers.get('user-agent') ?? '', '');

/** What every way to sign in ends with: it is on record, and a mail tells of a browser or machine that is new. */
export async function recordSignIn(
  parts: Parts,
  session: NewSession,
  visitor: Visitor,
  details: Record<string, string | undefined>,
): Promise<void> {
  const { caller } = session;
  const { person } = caller;
  const deed = { action: 'session.sign-in', organization: null, subject: person.id, details };
  const isNew = await parts.store.write(async (tx) => {
    await recordDeed(parts, { caller, address: visitor.address }, tx, deed);
    return noteClient(tx, person.id, clientOf(session, visitor), parts.clock.now());
  });
  if (!isNew) return;
  const from = await whereFrom(parts, caller, visitor);
  createAccountMails(parts).tell(person, from, text.accountMails.signedIn);
}
