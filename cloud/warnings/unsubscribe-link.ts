import { createHash, createHmac } from 'node:crypto';
import type { CloudConfig } from '../config.ts';
import { deriveKey } from '../keys/sealed.ts';

/** Where links to unsubscribe lead: a page with a button, and for mail programs (RFC 8058) a POST. */
export const unsubscribePrefix = '/unsubscribe/';

/** The link of an address for one organization: always the same, and known only to whoever got a mail with it. */
export function unsubscribeLink(
  { secret, publicUrl }: Pick<CloudConfig, 'secret' | 'publicUrl'>,
  { organization, email }: { organization: string; email: string },
): { url: string; digest: string } {
  const token = createHmac('sha256', deriveKey(secret, 'unsubscribe'))
    .update(JSON.stringify([organization, email]))
    .digest('base64url');
  return { url: new URL(`${unsubscribePrefix}${token}`, publicUrl).href, digest: digestOf(token) };
}

/** What is kept of the secret in a link. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');
