import type { Migration } from 'kysely/migration';
import { accounts } from './0001-accounts.ts';
import { licensing } from './0002-licensing.ts';
import { offline } from './0003-offline.ts';
import { releases } from './0004-releases.ts';
import { team } from './0006-team.ts';
import { audit } from './0007-audit.ts';

/** In the order in which they run. A released migration is never changed: add another. */
export const migrations: Record<string, Migration> = {
  '0001-accounts': accounts,
  '0002-licensing': licensing,
  '0003-offline': offline,
  '0004-releases': releases,
  '0006-team': team,
  '0007-audit': audit,
};
