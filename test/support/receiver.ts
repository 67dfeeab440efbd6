import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { serve } from './loopback.ts';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  id: string;
  at: number;
}

/** A program that is called by webhooks, on this machine. `answer`: what it does with a call. */
export async function receiver(
  answer: (response: ServerResponse, call: Received) => void = (response) => response.end('thanks'),
) {
  const calls: Received[] = [];
  const url = await serve((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { headers } = request;
      const body = Buffer.concat(parts).toString('utf8');
      const call = { headers, body, id: String(headers['webhook-id']), at: Date.now() };
      calls.push(call);
      answer(response, call);
    });
  });
  return { url: `${url}/hook`, calls };
}

/** Verifies a call as the Standard Webhooks specification says, written from it and not from our own signing. */
export function isGenuine({ headers, body }: Pick<Received, 'headers' | 'body'>, secret: string, now: number): boolean {
  const [id, timestamp, list] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof list !== 'string') return false;
  if (!/^\d+$/.test(timestamp) || Math.abs(now / 1_000 - Number(timestamp)) > 300) return false;
  const [, encoded] = /^whsec_(.+)$/.exec(secret) ?? [];
  if (encoded === undefined) return false;
  const expected = createHmac('sha256', Buffer.from(encoded, 'base64')).update(`${id}.${timestamp}.${body}`).digest();
  return list.split(' ').some((each) => {
    const [version, signature = ''] = each.split(',');
    const given = Buffer.from(signature, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
