import helmet from '@fastify/helmet';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { toORPCError } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import type { CloudRouter } from '../router.ts';
import { unsubscribePrefix } from '../warnings/unsubscribe-link.ts';
import { addApiPages } from './api-pages.ts';
import { addCalendars, calendarPrefix } from './calendars.ts';
import { addDoors, failureBody, isCall } from './doors.ts';
import { addHealth } from './health.ts';
import { createMetrics } from './metrics.ts';
import { isForeign, ownOrigins } from './origin.ts';
import { addPortal } from './portal.ts';
import { addReleases, releasesPrefix } from './releases.ts';
import { addSignOn } from './sign-on.ts';
import { addUnsubscribe } from './unsubscribe.ts';

/** A call carries names, numbers and at most one signed file; a catalogue is the largest. */
const largestBody = 1_048_576;

/** The cloud over HTTP: doors, portal, health, metrics, reference pages. Not listening yet. */
export async function createServer(
  parts: CloudParts,
  router: CloudRouter,
  portalFolder: string,
): Promise<FastifyInstance> {
  const { log, random, config, store } = parts;
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestBody,
    forceCloseConnections: 'idle',
    trustProxy: config.trustedProxies,
    genReqId: countFrom(newId(random, 'R')),
  });
  app.addHook('onResponse', async (request, reply) => logRequest(request, reply));
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: { useDefaults: false, directives: pageRules },
    strictTransportSecurity: config.publicUrl.startsWith('https:'),
  });

  const own = ownOrigins(config);
  app.addHook('onRequest', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD' && isForeign(request, own)) {
      throw new Failure('not-allowed', { needs: 'same-origin' });
    }
  });

  // Routes take the handlers that are set when they are added.
  app.setErrorHandler((error: FastifyError, request, reply) => {
    sendFailure(request, reply, expected(error) ?? unexpected(error, request));
  });
  const showPortal = await addPortal(app, portalFolder);
  app.setNotFoundHandler(async (request, reply) => {
    if (request.method === 'GET' && !isCall(request.url)) await showPortal(reply);
    else sendFailure(request, reply, new Failure('not-found', {}));
    return reply;
  });

  const metrics = createMetrics();
  addDoors(app, router, parts, metrics);
  addHealth(app, { store, metrics });
  addCalendars(app, parts);
  addUnsubscribe(app, parts);
  addReleases(app, parts);
  addSignOn(app, parts);
  addApiPages(app, config);
  return app;
}

/** Ids of requests: unique to this process, without a draw for each. */
function countFrom(start: string): () => string {
  let count = 0;
  return () => `${start}-${++count}`;
}

/** What a page of this cloud may do: load itself, and nothing else. Styles made while running carry the nonce. */
const pageRules = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

function unexpected(error: FastifyError, request: FastifyRequest): Failure {
  request.log.error({ err: error }, 'a request failed unexpectedly');
  return new Failure('internal', { id: request.id });
}

/** What Fastify itself refuses: too large, not JSON, not readable. */
function expected(error: FastifyError | Failure): Failure | null {
  if (error instanceof Failure) return error;
  const status = error.statusCode ?? 500;
  return status < 500 ? new Failure('invalid-input', { problems: [{ field: '', problem: error.message }] }) : null;
}

function sendFailure(request: FastifyRequest, reply: FastifyReply, failure: Failure): void {
  const error = toORPCError(failure);
  reply.code(error.status).send(failureBody(request.url, error));
}

/** Addresses that begin so are secrets from there on. */
const secretPrefixes = [calendarPrefix, releasesPrefix, unsubscribePrefix];
/** Asked for so often that nobody wants to read it. A download asks for a hundred ranges. */
const isFrequent = (path: string) => path.startsWith('/health/') || path === '/metrics' || path === releasesPrefix;

/** Never headers, bodies, query strings or addresses that are secrets. */
function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const [address = ''] = request.url.split('?', 1);
  const path = secretPrefixes.find((prefix) => address.startsWith(prefix)) ?? address;
  const level = isFrequent(path) ? 'debug' : 'info';
  const facts = {
    method: request.method,
    path,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
  };
  request.log[level](facts, 'request');
}
