import type { Migration } from 'kysely/migration';

/** The second step at sign-in. */
export const twoFactor: Migration = {
  async up() {},
};
