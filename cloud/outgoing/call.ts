import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import got from 'got';
import { version } from '#shared/version.ts';
import { allowingLookup, type Resolve } from './lookup.ts';
import { type Outgoing, type OutgoingAnswer, type OutgoingReason, OutgoingTrouble } from './port.ts';

interface Rules {
  refusal: Outgoing['refusal'];
  isAllowed(isSecure: boolean): (address: string) => boolean;
  resolve: Resolve;
}

/** One call with all the limits. */
export function createSend({ refusal, isAllowed, resolve }: Rules): Outgoing['send'] {
  // Own agents that keep nothing: a connection that somebody else opened was not looked at here.
  const agent = { http: new PlainAgent({ keepAlive: false }), https: new SecureAgent({ keepAlive: false }) };

  return async ({ url, method, headers, body, time, most, signal }) => {
    const refused = refusal(url);
    if (refused !== null) throw new OutgoingTrouble('address-refused', `${url} may not be called: ${refused}`);
    signal?.throwIfAborted();
    const call = got.stream(url, {
      method: method as 'POST',
      headers: { 'user-agent': `greenroom-cloud/${version}`, ...headers },
      // Without one a request that may have a body waits for it.
      body: body ?? (method === 'GET' || method === 'HEAD' ? undefined : ''),
      agent,
      dnsLookup: allowingLookup(resolve, isAllowed(url.startsWith('https:'))) as never,
      followRedirect: false,
      throwHttpErrors: false,
      decompress: false,
      retry: { limit: 0 },
      timeout: { request: time },
      signal,
    });
    try {
      return await read(call, most);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw troubleOf(error);
    } finally {
      call.destroy();
    }
  };
}

async function read(call: ReturnType<typeof got.stream>, most: number): Promise<OutgoingAnswer> {
  let answered: IncomingMessage | null = null;
  call.once('response', (response: IncomingMessage) => (answered = response));
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of call) {
    parts.push(part);
    length += part.length;
    if (length > most) break;
  }
  return answerOf(answered, Buffer.concat(parts), most);
}

function answerOf(answered: IncomingMessage | null, body: Buffer, most: number): OutgoingAnswer {
  if (answered?.statusCode === undefined)
    throw new OutgoingTrouble('broken-answer', 'the call ended without an answer');
  return {
    status: answered.statusCode,
    headers: headersOf(answered.headers),
    body: body.subarray(0, most),
    isWhole: body.length <= most,
  };
}

function headersOf(raw: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return headers;
}

/** What Node and got say when a call fails, in our words. Their errors carry the whole call, with its secrets: they end here. */
function troubleOf(error: unknown): OutgoingTrouble {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof OutgoingTrouble) return one;
  const { name, message, code = '' } = error as Error & { code?: string };
  return new OutgoingTrouble(name === 'TimeoutError' ? 'too-slow' : reasonOf(code), message);
}

function reasonOf(code: string): OutgoingReason {
  if (/CERT|SSL|TLS|SIGNATURE|EPROTO/.test(code)) return 'not-trusted';
  if (code === 'ENOTFOUND') return 'unknown-host';
  return code.startsWith('HPE_') ? 'broken-answer' : 'unreachable';
}
