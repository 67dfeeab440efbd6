import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { text } from '#shared/text/index.ts';

const year = 365 * 24 * 3_600_000;

/** The portal: the same pages as in the window. Returns what shows the page for any address the files do not know. */
export async function addPortal(app: FastifyInstance, folder: string): Promise<(reply: FastifyReply) => Promise<void>> {
  const index = join(folder, 'index.html');
  if (existsSync(folder)) {
    const options = { root: folder, index: false as const, wildcard: true, cacheControl: false };
    await app.register(fastifyStatic, {
      ...options,
      setHeaders(reply, path) {
        // Names of files in assets/ carry a hash of their content: they never change.
        const isHashed = path.startsWith(join(folder, 'assets'));
        reply.header('cache-control', isHashed ? `public, max-age=${year / 1_000}, immutable` : 'no-cache');
      },
    });
  }
  app.get('/', async (_request, reply) => showPage(reply));
  return showPage;

  async function showPage(reply: FastifyReply): Promise<void> {
    const html = existsSync(index) ? await readFile(index, 'utf8') : null;
    if (html === null) {
      reply.code(503).type('text/plain; charset=utf-8');
      await reply.send(text.cloud.portalNotBuilt);
      return;
    }
    const page = html
      .replace('__GREENROOM_STYLE_NONCE__', reply.cspNonce.style)
      .replace('__GREENROOM_DOOR__', 'portal');
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    await reply.send(page);
  }
}
