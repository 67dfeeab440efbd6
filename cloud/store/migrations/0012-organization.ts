import type { Migration } from 'kysely/migration';

/** Rules of an organization, and the addresses that are told of it. */
export const organization: Migration = {
  async up() {},
};
