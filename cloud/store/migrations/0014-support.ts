import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tickets of the desk of this cloud, what was written to them, and the files that came with it. */
export const support: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('support_ticket')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('organization_id', 'text', (c) => c.notNull().references('organization.id').onDelete('cascade'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('product', 'text')
      .addColumn('license', 'text')
      .addColumn('machine', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('support_ticket_by_person')
      .on('support_ticket')
      .columns(['person_id', 'organization_id', 'updated_at'])
      .execute();
    await db.schema
      .createIndex('support_ticket_by_organization')
      .on('support_ticket')
      .columns(['organization_id', 'updated_at'])
      .execute();
    await db.schema
      .createIndex('support_ticket_by_status')
      .on('support_ticket')
      .columns(['status', 'updated_at'])
      .execute();
    await db.schema
      .createTable('support_message')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('ticket_id', 'text', (c) => c.notNull().references('support_ticket.id').onDelete('cascade'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('from_support', 'integer', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addUniqueConstraint('support_message_in_order', ['ticket_id', 'position'])
      .execute();
    await db.schema
      .createTable('support_file')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('message_id', 'text', (c) => c.notNull().references('support_message.id').onDelete('cascade'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('bytes', 'integer', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('support_file_by_message').on('support_file').column('message_id').execute();
  },
};
