import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { z } from 'zod';
import { toORPCError } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import type { CompanionRouter } from '../../companion.ts';
import { createEntrance, type Entrance, isOurs } from './entrance.ts';
import { servePageFile } from './page-files.ts';

export interface LocalPageOptions {
  router: CompanionRouter;
  /** The built page: dist/renderer. */
  pageFolder: string;
}

export interface LocalPage {
  origin: string;
  /** The address to open, with a code that is good once. */
  invite(): string;
  stop(): Promise<void>;
}

/** A bundle of a whole farm fits (64 MiB of text, as JSON); only who is inside may send one. */
const largestCall = 72 * 1024 * 1024;
const largestCode = 1024;
const Code = z.object({ code: z.string().max(200) });

/** Serves the same app as the window as a local web page: on this machine only, to whoever was given its address. */
export async function startLocalPage({ router, pageFolder }: LocalPageOptions): Promise<LocalPage> {
  const handler = new RPCHandler(router, { plugins: [new BodyLimitPlugin({ maxBodySize: largestCall })] });
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const entrance = createEntrance(port);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOurs(request, origin)) return refuse(response, 403);
    const { pathname } = new URL(request.url ?? '/', origin);
    if (pathname === '/session') return enter(request, response, entrance);
    if (!pathname.startsWith('/rpc/')) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
      return servePageFile(pageFolder, pathname, response);
    }
    if (!entrance.isInside(request)) return fail(response, new Failure('page-not-opened', {}));
    const { matched } = await handler.handle(request, response, { prefix: '/rpc', context: {} });
    if (!matched) refuse(response, 404);
  }

  server.on('request', (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  return {
    origin,
    invite: () => `${origin}/#code=${entrance.invite()}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function enter(request: IncomingMessage, response: ServerResponse, entrance: Entrance): Promise<void> {
  if (request.method !== 'POST') return refuse(response, 405);
  const given = Code.safeParse(await smallJson(request));
  const cookie = given.success ? entrance.exchange(given.data.code) : null;
  if (cookie === null) return refuse(response, 401);
  response.writeHead(204, { 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
}

async function smallJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > largestCode) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** In the words of the RPC protocol, so that the page can say what it is. */
function fail(response: ServerResponse, failure: Failure): void {
  const error = toORPCError(failure);
  response
    .writeHead(error.status, { 'cache-control': 'no-store', 'content-type': 'application/json' })
    .end(JSON.stringify({ json: error.toJSON() }));
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'cache-control': 'no-store' }).end();
}
