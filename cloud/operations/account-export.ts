import type { CarriedFile } from '#shared/models/offline.ts';
import type { CloudParts } from '../context.ts';
import { accountOf } from '../store/queries/account.ts';
import {
  apiKeysOf,
  assignmentsOf,
  deedsAbout,
  deedsBy,
  identityOf,
  invitationsBy,
  leasesOf,
  notificationsOf,
  ownershipOffersOf,
  recordsOf,
  secondStepOf,
  sessionsOf,
  signOnAccountsOf,
  ticketsOf,
} from '../store/queries/account-export.ts';
import { clientsOf } from '../store/queries/known-client.ts';
import { organizationsOf } from '../store/queries/organization.ts';

type Db = CloudParts['store']['db'];

/**
 * What is kept about a person, section by section. A new table with people in it gets a line here, and one in
 * `store/queries/person-rows.ts`, which says what becomes of it when an account is deleted.
 */
const sections: Record<string, (db: Db, person: string) => Promise<unknown>> = {
  account: identityOf,
  state: async (db, person) => {
    const { isVerified, pendingEmail, deletion } = await accountOf(db, person);
    return { isVerified, pendingEmail, deletion };
  },
  consents: async (db, person) => (await accountOf(db, person)).consents,
  privacy: async (db, person) => (await accountOf(db, person)).privacy,
  memberships: async (db, person) =>
    (await organizationsOf(db, person)).map(({ id, name, role, isDefault }) => ({ id, name, role, isDefault })),
  records: recordsOf,
  sessions: sessionsOf,
  signedInFrom: clientsOf,
  signOnAccounts: signOnAccountsOf,
  secondStep: secondStepOf,
  apiKeys: apiKeysOf,
  assignments: assignmentsOf,
  leases: leasesOf,
  invitationsSent: invitationsBy,
  notifications: notificationsOf,
  ownershipOffers: ownershipOffersOf,
  tickets: ticketsOf,
  doneByMe: deedsBy,
  doneAboutMe: deedsAbout,
};

/** Everything that is kept about a person, as one JSON file. Moments are milliseconds since 1970, UTC. */
export async function exportAccount(
  { clock, config, store }: Pick<CloudParts, 'clock' | 'config' | 'store'>,
  person: string,
): Promise<CarriedFile> {
  const content: Record<string, unknown> = { cloud: config.name, exportedAt: clock.now() };
  for (const [name, read] of Object.entries(sections)) content[name] = await read(store.db, person);
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  return { name: `greenroom-account-${day}.json`, text: `${JSON.stringify(content, null, 2)}\n` };
}
