import { sql, type SqlBool } from 'kysely';
import { Failure } from '#shared/errors.ts';
import type { CloudParts } from '../context.ts';
import { os } from './base.ts';

const pageful = 100;
/** So many words are looked for. */
const mostWords = 10;

const pattern = (word: string) => `%${word.replaceAll(/[%_\\]/g, (sign) => `\\${sign}`)}%`;

/** The mails that an embedded cloud keeps instead of sending them. */
export function outboxOperations({ config, store }: CloudParts) {
  return {
    list: os.outbox.list.handler(async ({ input: { words = '' } }) => {
      if (config.mail.kind !== 'outbox') throw new Failure('not-found', {});
      const wanted = words
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '')
        .slice(0, mostWords);
      return store.db
        .selectFrom('outbox')
        .select(['id', 'recipient as to', 'subject', 'text', 'html', 'sent_at as sentAt'])
        .where((eb) =>
          eb.and(
            wanted.map((word) =>
              eb.or(
                (['recipient', 'subject', 'text'] as const).map(
                  (column) => sql<SqlBool>`lower(${eb.ref(column)}) like ${pattern(word)} escape '\\'`,
                ),
              ),
            ),
          ),
        )
        .orderBy('sent_at', 'desc')
        .orderBy('id', 'desc')
        .limit(pageful)
        .execute();
    }),
  };
}
