import { Failure } from '#shared/errors.ts';
import type { CloudParts } from '../context.ts';
import { os } from './base.ts';

const pageful = 100;

/** The mails that an embedded cloud keeps instead of sending them. */
export function outboxOperations({ config, store }: CloudParts) {
  return {
    list: os.outbox.list.handler(async () => {
      if (config.mail.kind !== 'outbox') throw new Failure('not-found', {});
      return store.db
        .selectFrom('outbox')
        .select(['id', 'recipient as to', 'subject', 'text', 'sent_at as sentAt'])
        .orderBy('sent_at', 'desc')
        .orderBy('id', 'desc')
        .limit(pageful)
        .execute();
    }),
  };
}
