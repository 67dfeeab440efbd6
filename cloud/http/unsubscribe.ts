import type { FastifyInstance } from 'fastify';
import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import type { CloudParts } from '../context.ts';
import { setSubscribed } from '../operations/notification-link.ts';
import { unsubscribePrefix } from '../warnings/unsubscribe-link.ts';

/** `List-Unsubscribe=One-Click`, as a form of either kind, and nothing to speak of besides. */
const largestForm = 2_048;

/**
 * What a mail program calls when somebody presses its own "Unsubscribe" (RFC 8058). The same address, opened in a
 * browser, is a page with a button: a mail scanner that follows links unsubscribes nobody.
 */
export function addUnsubscribe(app: FastifyInstance, parts: CloudParts): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: largestForm }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Params: { token: string } }>(`${unsubscribePrefix}:token`, async ({ params, body, ip }, reply) => {
      reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store');
      if (!String(body).includes('One-Click')) return reply.code(400).send(text.organizationMails.notOneClick);
      try {
        await setSubscribed(parts, { address: ip }, params.token, false);
        return await reply.send(text.organizationMails.unsubscribed);
      } catch (error) {
        if (error instanceof Failure && error.code === 'not-found')
          return reply.code(404).send(text.organizationMails.unknownLink);
        throw error;
      }
    });
  });
}
