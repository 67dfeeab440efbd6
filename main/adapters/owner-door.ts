import { request as httpRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { RPCLink } from '@orpc/client/fetch';
import type { ClientContext, ClientLink } from '@orpc/client';
import { Failure } from '#shared/errors.ts';
import { ownerAddress } from './owner-address.ts';

/** The owner did not answer. `reached`: the call may have been carried out all the same. */
export class OwnerGone extends Error {
  readonly reached: boolean;
  constructor(reached: boolean, cause: unknown) {
    super('the owner of the state folder is gone', { cause });
    this.reached = reached;
  }
}

/** Connects to the owner of a state folder; null while it does not listen (it is starting or stopping). */
export async function knock(folder: string, signal: AbortSignal): Promise<ClientLink<ClientContext> | null> {
  const socketPath = ownerAddress(folder);
  if (socketPath === null) return null;
  const send = (message: Request) => fetchOver(socketPath, message);
  try {
    await send(new Request('http://owner/', { signal }));
  } catch (error) {
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM')
      throw new Failure('owner-of-another-person', { path: folder }, { cause: error });
    return null;
  }
  return new RPCLink({ url: 'http://owner/rpc', fetch: send });
}

/** `fetch` over a local socket. Each call has a connection of its own, so a refused one was certainly not carried out. */
async function fetchOver(socketPath: string, message: Request): Promise<Response> {
  const body = message.body === null ? null : Buffer.from(await message.arrayBuffer());
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  let connected = false;
  const { pathname, search } = new URL(message.url);
  const request = httpRequest({
    socketPath,
    path: pathname + search,
    method: message.method,
    headers: Object.fromEntries(message.headers),
    agent: false,
    signal: message.signal,
  });
  request.once('socket', (socket) => socket.once('connect', () => (connected = true)));
  request.once('response', (answer) => {
    const headers = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    );
    const hasBody = answer.statusCode !== 204 && answer.statusCode !== 304;
    resolve(new Response(hasBody ? webStreamOf(answer) : null, { status: answer.statusCode ?? 500, headers }));
  });
  request.once('error', (error) => reject(message.signal.aborted ? error : new OwnerGone(connected, error)));
  request.end(body);
  return promise;
}

function webStreamOf(answer: Readable): ReadableStream<Uint8Array> {
  const chunks = answer[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next().catch((error: unknown) => {
        throw new OwnerGone(true, error);
      });
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      answer.destroy();
    },
  });
}

function codeOf(error: unknown): unknown {
  const cause = error instanceof OwnerGone ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
