import { Failure } from '#shared/errors.ts';
import { hour, minute } from '#shared/models/time.ts';
import { retryAfter } from '#shared/retry-after.ts';
import type { Clock } from '../ports.ts';
import type { SupportSite } from './settings.ts';

export interface SiteAnswer {
  status: number;
  body: unknown;
}

export interface SiteCall {
  /** From the root of the site. */
  path: string;
  /** In whose name: their address, with the token of the API. */
  as: string;
  method?: 'GET' | 'POST';
  json?: unknown;
  file?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

export type CallSite = (call: SiteCall) => Promise<SiteAnswer>;

/** Statuses that are answers; whoever asks decides what they mean. */
const answers = new Set([200, 201, 401, 403, 404, 422]);
/** An answer this large is no list of a hundred tickets any more. */
const mostBytes = 8 * 1_048_576;
/** Longer than this nobody is told to wait. */
const longestWait = hour;

/**
 * Calls the API of the support site within limits of time and size. Asked to wait (429), it asks nothing until then.
 * No redirect is followed: the token would go with it.
 */
export function createCallSite(
  { url, token }: SupportSite,
  { now }: Clock,
  { patience = 8_000, fetch = globalThis.fetch }: { patience?: number; fetch?: typeof globalThis.fetch } = {},
): CallSite {
  const site = new URL(url).host;
  let quietUntil = 0;
  const failed = (why: 'unreachable' | 'too-slow' | 'refused' | 'wrong-answer', cause?: unknown) =>
    new Failure('support-failed', { site, why }, { cause });
  const busy = () => {
    const retryAfterSeconds = Math.max(1, Math.ceil((quietUntil - now()) / 1_000));
    return new Failure('support-failed', { site, why: 'busy', retryAfterSeconds });
  };

  return async ({ path, as, method = 'GET', json, file, headers }) => {
    if (now() < quietUntil) throw busy();
    const signal = AbortSignal.timeout(patience);
    try {
      const response = await fetch(new URL(path, url), {
        method,
        redirect: 'manual',
        signal,
        headers: {
          ...headers,
          accept: 'application/json',
          authorization: `Basic ${Buffer.from(`${as}/token:${token}`).toString('base64')}`,
          ...(file ? { 'content-type': 'application/binary' } : json ? { 'content-type': 'application/json' } : {}),
        },
        ...(file ? { body: file } : json ? { body: JSON.stringify(json) } : {}),
      });
      const { status } = response;
      if (status === 429) {
        quietUntil = now() + Math.min(retryAfter(response.headers.get('retry-after'), now()) || minute, longestWait);
        await response.body?.cancel();
        throw busy();
      }
      if (!answers.has(status)) {
        await response.body?.cancel();
        throw failed(status >= 500 ? 'unreachable' : 'wrong-answer', new Error(`status ${status}`));
      }
      return { status, body: parsed(await read(response)) };
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (error instanceof WrongAnswer) throw failed('wrong-answer', error);
      throw failed(signal.aborted ? 'too-slow' : 'unreachable', error);
    }
  };
}

class WrongAnswer extends Error {}

async function read(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) throw new WrongAnswer(`more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WrongAnswer('not JSON', { cause });
  }
}
