import {
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  request as overHttp,
  type RequestOptions,
} from 'node:http';
import { request as overHttps } from 'node:https';
import type { OnReadOpts, Socket } from 'node:net';
import type { RangeEnd } from '../../services/ports.ts';
import { troubleOf } from '../cloud-client/trouble.ts';

export interface Opened {
  request: ClientRequest;
  answer: IncomingMessage;
  /** After all redirects. */
  url: URL;
}

interface Opening {
  url: string;
  headers: Record<string, string>;
  /** How to get there; the proxy in between is to be named without its password. */
  routeTo(url: URL): { agent: Agent; proxy: string | null };
  /** How long to wait for a head, in milliseconds. */
  patience: number;
  signal: AbortSignal;
}

const mostRedirects = 5;
const readBytes = 64 * 1024;

/**
 * Asks for a file, and follows redirects: a few, never from https to http, and what an address has of credentials goes to its own
 * origin only. No `Referer` is sent, as it would tell one server the signed address of another.
 */
export async function openAddress({ url, ...opening }: Opening): Promise<Opened | RangeEnd> {
  let at = new URL(url);
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const opened = await ask(at, opening);
    if ('is' in opened) return opened;
    const { statusCode = 0, headers } = opened.answer;
    if (![301, 302, 303, 307, 308].includes(statusCode)) return opened;
    opened.request.destroy();
    const to = addressOf(headers.location, at);
    if (to === null || !['http:', 'https:'].includes(to.protocol)) return { is: 'unusable', why: 'wrong-answer' };
    if (at.protocol === 'https:' && to.protocol === 'http:') return { is: 'unusable', why: 'insecure-redirect' };
    if (to.origin === at.origin && to.username === '') [to.username, to.password] = [at.username, at.password];
    at = to;
  }
  return { is: 'unusable', why: 'wrong-answer' };
}

function addressOf(location: string | undefined, base: URL): URL | null {
  return location !== undefined && URL.canParse(location, base.href) ? new URL(location, base) : null;
}

/** One question, up to the head of its answer. */
function ask(url: URL, { headers, routeTo, patience, signal }: Omit<Opening, 'url'>): Promise<Opened | RangeEnd> {
  signal.throwIfAborted();
  const { agent, proxy } = routeTo(url);
  const isSecure = url.protocol === 'https:';
  const options: RequestOptions & { onread: OnReadOpts } = {
    agent,
    headers: { 'accept-encoding': 'identity', 'user-agent': 'Greenroom', ...headers },
    onread: readIntoOneBuffer(),
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? overHttps : overHttp)(url, options);
    const timer = setTimeout(() => request.destroy(new Error('no answer in time')), patience);
    request.on('response', (answer) => {
      clearTimeout(timer);
      resolve({ request, answer, url });
    });
    request.on('error', (error) => {
      clearTimeout(timer);
      if (signal.aborted) reject(signal.reason);
      // The server closed a kept connection just as it was used again.
      else if (request.reusedSocket) resolve({ is: 'cut' });
      else resolve({ is: 'unreachable', failure: troubleOf(error, { url: url.origin, proxy }) });
    });
    request.end();
  });
}

/**
 * Has a new connection read into one buffer, over and over, rather than into a new one each time: the parser copies what is of the
 * body anyway. Less work, and far less memory (test/bench/RESULTS.md).
 */
function readIntoOneBuffer(): OnReadOpts {
  let own: Buffer | undefined;
  return {
    // Asked for only when there is a new connection.
    buffer: () => (own ??= Buffer.allocUnsafeSlow(readBytes)),
    callback(this: Socket, count: number, buffer: Uint8Array) {
      const bytes = buffer.subarray(0, count);
      // Between a pause and the next tick a socket may still read: what it keeps for later must not lie in this buffer.
      return this.push(this.readableFlowing && this.readableLength === 0 ? bytes : Buffer.from(bytes));
    },
  };
}
