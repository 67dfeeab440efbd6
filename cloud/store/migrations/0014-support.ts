import type { Migration } from 'kysely/migration';

/** Tickets of the embedded desk. */
export const support: Migration = {
  async up() {},
};
