import { type Outgoing, type OutgoingFetch, OutgoingTrouble } from './port.ts';

/** What a library reads is a document or a few keys. */
const most = 1_048_576;
const time = 10_000;
/** Statuses whose answer has no body by definition: `Response` takes none. */
const bodiless = new Set([204, 205, 304]);

/** `send` in the shape of `fetch`. A redirect is an answer like any other; too much is trouble. */
export function createFetch(send: Outgoing['send']): OutgoingFetch {
  return async (url, { method = 'GET', headers, body, signal } = {}) => {
    const answer = await send({
      url,
      method,
      headers: { ...typeOf(body), ...headers },
      body: textOf(body),
      time,
      most,
      signal: signal ?? undefined,
    });
    if (!answer.isWhole) throw new OutgoingTrouble('too-large', `${url} answered more than ${most} bytes`);
    return new Response(bodiless.has(answer.status) ? null : new Uint8Array(answer.body), answer);
  };
}

type Body = Exclude<Parameters<OutgoingFetch>[1], undefined>['body'];

function textOf(body: Body): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('only text can be sent');
}

function typeOf(body: Body): Record<string, string> {
  return body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } : {};
}
