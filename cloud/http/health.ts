import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { CloudParts } from '../context.ts';
import type { Metrics } from './metrics.ts';

/** For whoever watches: is the process alive, can it do its work, what does it do. */
export function addHealth(
  app: FastifyInstance,
  { store, metrics }: Pick<CloudParts, 'store'> & { metrics: Metrics },
): void {
  app.get('/health/live', async () => ({ alive: true }));

  app.get('/health/ready', async (request, reply) => {
    const isReady = await sql`select 1`.execute(store.db).then(
      () => true,
      (error: unknown) => {
        request.log.warn({ err: error }, 'the database does not answer');
        return false;
      },
    );
    return reply.code(isReady ? 200 : 503).send({ ready: isReady });
  });

  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}
