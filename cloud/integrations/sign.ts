import { createHmac } from 'node:crypto';
import { keyOfSecret } from './webhook-secret.ts';

/**
 * Headers by the Standard Webhooks specification 1.0: `id.timestamp.body` is signed with HMAC-SHA256, by each secret that
 * is good now. The timestamp is of this try, in seconds.
 */
export function signedHeaders(
  { id, at, body }: { id: string; at: number; body: string },
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const signatures = secrets.map((secret) => {
    const digest = createHmac('sha256', keyOfSecret(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${digest}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
