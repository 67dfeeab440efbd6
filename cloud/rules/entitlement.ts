import type { Moment } from '#shared/models/time.ts';
import type { LicenseFacts } from './facts.ts';

/**
 * Whether an organization may have a release, by its licenses of that product: one that is not revoked and had not ended
 * when the release came out is enough. One that starts later counts: people get ready ahead.
 */
export function mayHave(releasedAt: Moment, licenses: readonly Pick<LicenseFacts, 'endsAt' | 'revokedAt'>[]): boolean {
  return licenses.some(({ endsAt, revokedAt }) => revokedAt === null && (endsAt === null || releasedAt < endsAt));
}
