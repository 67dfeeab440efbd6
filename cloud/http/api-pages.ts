import type { FastifyInstance } from 'fastify';
import type { CloudConfig } from '../config.ts';
import { apiPrefix, once } from './doors.ts';

/** The OpenAPI document and the page for people that is made of it. Both are made when first asked for. */
export function addApiPages(app: FastifyInstance, config: Pick<CloudConfig, 'publicUrl'>): void {
  const document = once(async () => (await import('./openapi.ts')).openApiDocument(config.publicUrl));
  app.get(`${apiPrefix}/openapi.json`, async () => document());
  app.get(`${apiPrefix}/docs`, async (_request, reply) => {
    const { referencePage } = await import('./reference-page.ts');
    const page = referencePage(await document(), reply.cspNonce.style);
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
