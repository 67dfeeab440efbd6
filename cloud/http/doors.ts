import { ResponseHeadersPlugin } from '@orpc/server/plugins';
import { RPCHandler } from '@orpc/server/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CallContext, CloudParts } from '../context.ts';
import type { CloudRouter } from '../router.ts';
import { answerErrors } from './answers.ts';
import type { Metrics } from './metrics.ts';

export const rpcPrefix = '/rpc';
export const apiPrefix = '/api/v1';

type Parts = Pick<CloudParts, 'log' | 'random'>;

/** The two doors to the router: oRPC's own protocol for our pages and companions, plain HTTP for everybody else. */
export function addDoors(app: FastifyInstance, router: CloudRouter, parts: Parts, metrics: Metrics): void {
  const options = () => ({
    // The outer one also answers what cannot even be read as a call.
    interceptors: [answerErrors(parts)],
    clientInterceptors: [metrics.measure, answerErrors(parts)],
    plugins: [new ResponseHeadersPlugin<CallContext>()],
  });
  const rpc = new RPCHandler(router, options());
  // Its answers are data that no browser shows: the rules for pages are left out, which every heartbeat would pay for.
  app.post(`${rpcPrefix}/*`, { helmet: false }, async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    const { matched } = await rpc.handle(request, reply, { prefix: rpcPrefix, context: contextOf(request) });
    if (!matched) reply.callNotFound();
    return reply;
  });

  // Few use it, and never at the start: it is loaded by its first call.
  const loadApi = once(async () => {
    const { OpenAPIHandler } = await import('@orpc/openapi/fastify');
    return new OpenAPIHandler(router, options());
  });
  app.post(`${apiPrefix}/*`, async (request, reply) => {
    const api = await loadApi();
    const { matched } = await api.handle(request, reply, { prefix: apiPrefix, context: contextOf(request) });
    if (!matched) reply.callNotFound();
    return reply;
  });
}

/** The body that a failure has at a door, for what never reaches it. */
export function failureBody(url: string, error: { toJSON(): unknown }): unknown {
  return url.startsWith(`${rpcPrefix}/`) ? { json: error.toJSON() } : error.toJSON();
}

export function isCall(url: string): boolean {
  return url.startsWith(`${rpcPrefix}/`) || url.startsWith(`${apiPrefix}/`);
}

/** What a call brings, for operations. */
export function contextOf(request: FastifyRequest): CallContext {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return { headers, address: request.ip };
}

export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
