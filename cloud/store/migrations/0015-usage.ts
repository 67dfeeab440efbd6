import type { Migration } from 'kysely/migration';

/** What was used, day by day. */
export const usage: Migration = {
  async up() {},
};
