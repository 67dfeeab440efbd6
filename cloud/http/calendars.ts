import type { FastifyInstance } from 'fastify';
import { text } from '#shared/text/index.ts';
import { calendarAt } from '../calendar/feed.ts';
import type { CloudParts } from '../context.ts';

export const calendarPrefix = '/calendar/';
const extension = '.ics';

/** Calendar feeds for programs that know nothing but their address. Every address that is none is answered alike. */
export function addCalendars(
  app: FastifyInstance,
  parts: Pick<CloudParts, 'clock' | 'config' | 'keys' | 'store'>,
): void {
  app.get<{ Params: { '*': string } }>(`${calendarPrefix}*`, async ({ params }, reply) => {
    const file = params['*'];
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    const calendar = file.endsWith(extension) ? await calendarAt(parts, file.slice(0, -extension.length)) : null;
    if (calendar === null) return reply.code(404).type('text/plain; charset=utf-8').send(text.calendar.unknown);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="greenroom.ics"')
      .send(calendar);
  });
}
