import type { Migration } from 'kysely/migration';
import { accounts } from './0001-accounts.ts';
import { licensing } from './0002-licensing.ts';
import { offline } from './0003-offline.ts';
import { releases } from './0004-releases.ts';
import { team } from './0006-team.ts';
import { audit } from './0007-audit.ts';
import { account } from './0008-account.ts';
import { twoFactor } from './0009-two-factor.ts';
import { singleSignOn } from './0010-single-sign-on.ts';
import { people } from './0011-people.ts';
import { organization } from './0012-organization.ts';
import { integrations } from './0013-integrations.ts';
import { support } from './0014-support.ts';
import { usage } from './0015-usage.ts';
import { knownClient } from './0016-known-client.ts';
import { renamedPerson } from './0017-renamed-person.ts';

/** In the order in which they run. A released migration is never changed: add another. */
export const migrations: Record<string, Migration> = {
  '0001-accounts': accounts,
  '0002-licensing': licensing,
  '0003-offline': offline,
  '0004-releases': releases,
  '0006-team': team,
  '0007-audit': audit,
  '0008-account': account,
  '0009-two-factor': twoFactor,
  '0010-single-sign-on': singleSignOn,
  '0011-people': people,
  '0012-organization': organization,
  '0013-integrations': integrations,
  '0014-support': support,
  '0015-usage': usage,
  '0016-known-client': knownClient,
  '0017-renamed-person': renamedPerson,
};
