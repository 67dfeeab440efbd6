import type { Migration } from 'kysely/migration';

/** Keys for scripts, and calls to programs. */
export const integrations: Migration = {
  async up() {},
};
