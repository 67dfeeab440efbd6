import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { RPCHandler } from '@orpc/server/node';
import type { CompanionRouter } from '../companion.ts';
import { prepareAddress, socketMode } from './owner-address.ts';

/** How long calls under way may take when the owner goes. */
const lastCalls = 1_000;

/** Serves the router to the other hosts of this machine, on a private local socket. Only for the holder of the lock. */
export async function serveOwner(folder: string, router: CompanionRouter): Promise<() => Promise<void>> {
  const handler = new RPCHandler(router);
  const open = new Set<ServerResponse>();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { matched } = await handler.handle(request, response, { prefix: '/rpc', context: {} });
    if (!matched) response.end();
  };
  const server = createServer((request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    answer(request, response).catch(() => response.destroy());
  });
  // The permissions are right from the first moment on: binding happens inside `listen`.
  const umask = process.umask(0o777 & ~socketMode(folder));
  try {
    server.listen(prepareAddress(folder));
  } finally {
    process.umask(umask);
  }
  await once(server, 'listening');
  return async () => {
    const closed = once(server, 'close');
    server.close();
    for (let waited = 0; waited < lastCalls && [...open].some(isUnderWay); waited += 20) await sleep(20);
    server.closeAllConnections();
    await closed;
  };
}

/** An answer that is not out yet. An event stream is not waited for: whoever listens finds the next owner. */
function isUnderWay({ headersSent, writableEnded, writableFinished }: ServerResponse): boolean {
  return !headersSent || (writableEnded && !writableFinished);
}
