import type { CloudClient } from '../../../renderer/api/api.ts';
import type { Account } from '#shared/models/account.ts';
import { day } from '#shared/models/time.ts';
import { firstDocuments } from '#shared/text/en/first-documents.ts';
import { pictureTime } from './data.ts';

const publishedAt = pictureTime - 400 * day;

/** The documents that a new cloud has. */
export const fakeDocument = (): CloudClient['document'] => ({
  show: async ({ kind, version }) => {
    const [terms, privacy] = firstDocuments;
    const { title, text } = kind === 'terms' ? terms : privacy;
    return { kind, version: version ?? '1', title, text, publishedAt, isNewest: version !== '0' };
  },
});

/** The account of the sample person, at rest. */
export const pictureAccount = (): Account => ({
  isVerified: true,
  pendingEmail: null,
  consents: firstDocuments.map(({ kind, version, title }) => ({
    kind,
    version,
    title,
    givenAt: pictureTime - 320 * day,
  })),
  toAgree: [],
  privacy: { productNews: false, analytics: false },
  deletion: null,
});
