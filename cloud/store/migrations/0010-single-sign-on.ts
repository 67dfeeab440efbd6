import type { Migration } from 'kysely/migration';

/** Sign-in with the accounts of an organization. */
export const singleSignOn: Migration = {
  async up() {},
};
