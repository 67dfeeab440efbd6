import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Failure } from '#shared/errors.ts';
import { Email } from '#shared/models/addresses.ts';
import type { CloudParts } from '../context.ts';
import { attemptGoodFor } from '../sign-on/attempt.ts';
import { finishSignOn } from '../sign-on/finish.ts';
import { startSignOn } from '../sign-on/start.ts';
import { SignOnStopped, statusOf } from '../sign-on/stopped.ts';
import { contextOf } from './doors.ts';
import { goingOnPage, stoppedPage } from './sign-on-page.ts';

type Parts = Pick<CloudParts, 'auth' | 'clock' | 'config' | 'log' | 'mail' | 'outgoing' | 'random' | 'store'>;

const Asked = z.object({ email: Email, to: z.string().optional() });

/** The way to an organization's provider and back. Both are opened by a browser, not called. */
export function addSignOn(app: FastifyInstance, parts: Parts): void {
  const cookie = cookieFor(parts.config.publicUrl);
  const exposeHeadRoute = false;

  app.get('/sign-on/start', { exposeHeadRoute }, async (request, reply) =>
    orStopped(reply, async () => {
      const asked = Asked.safeParse(request.query).data;
      if (!asked) throw new SignOnStopped('nobody-signs-in-so');
      const { url, held } = await startSignOn(parts, { ...asked, to: asked.to ?? null }, contextOf(request));
      return reply.code(303).header('set-cookie', cookie.give(held)).header('location', url).send();
    }),
  );

  app.get<{ Params: { organization: string } }>(
    '/sign-on/callback/:organization',
    { exposeHeadRoute },
    async (request, reply) =>
      orStopped(reply, async () => {
        const { organization } = request.params;
        const back = { organization, held: cookie.read(request), brought: broughtBy(request) };
        const { session, returnTo } = await finishSignOn(parts, back, contextOf(request));
        reply.header('set-cookie', [...(session?.cookies ?? []), cookie.forget]);
        if (session === null) return reply.code(303).header('location', returnTo).send();
        return reply.type('text/html; charset=utf-8').send(goingOnPage(returnTo, reply.cspNonce.style));
      }),
  );
}

/** Neither way may be kept by anybody on it; who is stopped gets a page. */
async function orStopped(reply: FastifyReply, work: () => Promise<unknown>): Promise<unknown> {
  reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
  try {
    return await work();
  } catch (error) {
    const isTooMany = error instanceof Failure && error.code === 'too-many-attempts';
    const stopped = isTooMany ? new SignOnStopped('too-many-attempts') : error;
    if (!(stopped instanceof SignOnStopped)) throw error;
    reply.code(statusOf[stopped.why]).type('text/html; charset=utf-8');
    return reply.send(stoppedPage(stopped, reply.cspNonce.style));
  }
}

const broughtBy = ({ url }: FastifyRequest) => new URLSearchParams(url.slice((url + '?').indexOf('?') + 1));

/**
 * What ties a sign-in to the browser that began it. It comes back from another site, so it is Lax; `__Host-` keeps other
 * names below this one from setting it.
 */
function cookieFor(publicUrl: string) {
  const isSecure = publicUrl.startsWith('https:');
  const name = isSecure ? '__Host-greenroom.sign-on' : 'greenroom.sign-on';
  const rest = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    give: (held: string) => `${name}=${held}; Max-Age=${attemptGoodFor / 1_000}; ${rest}`,
    forget: `${name}=; Max-Age=0; ${rest}`,
    read: ({ headers }: FastifyRequest): string | null => {
      const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || null;
    },
  };
}
