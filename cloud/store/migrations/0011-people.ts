import type { Migration } from 'kysely/migration';

/** How a person is called in an organization, and what was handed over. */
export const people: Migration = {
  async up() {},
};
