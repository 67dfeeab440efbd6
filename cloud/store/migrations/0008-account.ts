import type { Migration } from 'kysely/migration';

/** Versions of what was agreed to, what a person chose for their privacy, and what they asked to have deleted. */
export const account: Migration = {
  async up() {},
};
