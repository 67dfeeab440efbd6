import { Failure } from '#shared/errors.ts';
import { type Environment, createRoutes } from './route.ts';
import { foreignAnswer, troubleOf, type Way } from './trouble.ts';

export interface FetchOptions {
  environment?: Environment;
  /** An authority to trust besides those of Node and of the system, as PEM. */
  extraCertificate?: string;
  timeouts?: Partial<Timeouts>;
}

interface Timeouts {
  connect: number;
  response: number;
  request: number;
}

const defaults: Timeouts = { connect: 5_000, response: 15_000, request: 30_000 };
/** More than the longest list of licenses, and no more than a machine can hold. */
const largestAnswer = 32 * 1024 * 1024;

/**
 * Sends a call to the cloud over got. Gives back only answers that have the form of the protocol; everything else is
 * thrown as what came between. A redirect is never followed: it would carry the token to another place.
 */
export function createFetch({ environment = process.env, extraCertificate, timeouts }: FetchOptions = {}) {
  const limits = { ...defaults, ...timeouts };
  const routeTo = createRoutes(environment, { extraCertificate, connectTimeout: limits.connect });

  return async (request: Request): Promise<Response> => {
    // Loaded with the first call: nothing that is shown first waits for it.
    const { default: got } = await import('got');
    const url = new URL(request.url);
    const { agent, proxy } = routeTo(url);
    const way: Way = { url: url.origin, proxy };
    const body = Buffer.from(await request.arrayBuffer());
    const tooLarge = new AbortController();
    const asked = got(url, {
      method: request.method === 'GET' ? 'GET' : 'POST',
      headers: Object.fromEntries(request.headers),
      ...(body.length > 0 ? { body } : {}),
      agent,
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
      timeout: { ...limits, lookup: limits.connect, secureConnect: limits.connect },
      signal: AbortSignal.any([request.signal, tooLarge.signal]),
    });
    void asked.on('downloadProgress', ({ transferred }) => {
      if (transferred > largestAnswer) tooLarge.abort();
    });

    const answer = await asked.catch((error: unknown) => {
      request.signal.throwIfAborted();
      throw tooLarge.signal.aborted ? new Failure('not-a-greenroom-cloud', { url: way.url }) : troubleOf(error, way);
    });
    const { statusCode: status, headers, body: text } = answer;
    const foreign = foreignAnswer({ status, retryAfter: headers['retry-after'], body: text }, way);
    if (foreign) throw foreign;
    return new Response(text, { status, headers: { 'content-type': 'application/json' } });
  };
}
