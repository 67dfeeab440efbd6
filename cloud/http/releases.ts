import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { text } from '#shared/text/index.ts';
import type { CloudParts } from '../context.ts';
import { isCode } from '../embedded/kept.ts';
import { linkSecret } from '../release-store/open.ts';
import { readLinkToken } from '../release-store/link-token.ts';
import { readByteRange } from './byte-range.ts';
import { readConditions } from './conditions.ts';

export const releasesPrefix = '/releases/';
/** Read at once: few turns of the loop for a large file, and little memory for a slow reader. */
const portion = 256 * 1024;

type Parts = Pick<CloudParts, 'clock' | 'config' | 'releases'>;

/**
 * The files of a folder store, at the addresses that `release.link` makes: `/releases/<token>/<file name>`. Nothing but
 * the token is needed. `@fastify/static` is no help here: its entity tags are weak, and it believes them in `If-Range`.
 */
export function addReleases(app: FastifyInstance, { clock, config, releases }: Parts): void {
  const { releases: place } = config;
  if (place === null || !('folder' in place)) return;
  const secret = linkSecret(config);

  app.route<{ Params: { '*': string } }>({
    method: ['GET', 'HEAD'],
    url: `${releasesPrefix}*`,
    // What is sent is data that no page shows: the rules for pages are left out.
    helmet: false,
    async handler(request, reply) {
      reply.header('x-content-type-options', 'nosniff').header('cache-control', 'private');
      const [token = '', name = '', ...more] = request.params['*'].split('/');
      const link = readLinkToken(secret, token, clock.now());
      // Who guesses learns nothing: forged, expired and put together from two are answered alike.
      if (!link || link.isExpired || more.length > 0 || !link.key.endsWith(`/${name}`)) {
        return refuse(reply, 403, text.cloudReleases.linkRefused);
      }
      const file = await openInside(place.folder, releases.path(link.key));
      if (file === null) return refuse(reply, 404, text.cloudReleases.fileGone);
      try {
        return await answer(request, reply, file, name);
      } catch (error) {
        await file.handle.close();
        throw error;
      }
    },
  });
}

interface OpenFile {
  handle: FileHandle;
  size: number;
  etag: string;
}

/** Answers with all of the file, a part, or why neither is needed or possible. Closes the file. */
async function answer(request: FastifyRequest, reply: FastifyReply, { handle, size, etag }: OpenFile, name: string) {
  const { isOther, isKnown, mayBePart } = readConditions(request.headers, etag);
  const isGet = request.method === 'GET';
  // Ranges are for GET only (RFC 9110, 14.2).
  const range = isGet && mayBePart ? readByteRange(request.headers.range, size) : 'whole';
  reply.header('etag', etag).header('accept-ranges', 'bytes');

  if (isOther || isKnown || range === 'beyond') {
    await handle.close();
    if (isOther) return reply.code(412).send();
    if (isKnown) return reply.code(304).send();
    return reply.code(416).header('content-range', `bytes */${size}`).send();
  }
  const { first, last } = range === 'whole' ? { first: 0, last: size - 1 } : range;
  if (range !== 'whole') reply.code(206).header('content-range', `bytes ${first}-${last}/${size}`);
  reply
    .type('application/octet-stream')
    .header('content-length', last - first + 1)
    .header('content-disposition', `attachment; filename="${name}"`);
  if (!isGet || size === 0) {
    await handle.close();
    return reply.send();
  }
  return reply.send(handle.createReadStream({ start: first, end: last, highWaterMark: portion }));
}

/** Opens a plain file inside the folder; null: there is none. A link that leads out of the folder counts as none. */
async function openInside(folder: string, path: string | null): Promise<OpenFile | null> {
  if (path === null) return null;
  try {
    const found = await realpath(path);
    if (!found.startsWith(`${await realpath(folder)}${sep}`)) return null;
    const handle = await open(found, 'r');
    const stat = await handle.stat({ bigint: true });
    if (stat.isFile()) return { handle, size: Number(stat.size), etag: etagOf(stat) };
    await handle.close();
    return null;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'ENAMETOOLONG'].some((code) => isCode(error, code))) return null;
    throw error;
  }
}

/** Another file in its place, or a change of it, has another one; a restart changes nothing. Strong (RFC 9110, 8.8.1). */
function etagOf({ size, ino, mtimeNs, ctimeNs }: BigIntStats): string {
  const identity = createHash('sha256').update([size, ino, mtimeNs, ctimeNs].join(' ')).digest('base64url');
  return `"${identity.slice(0, 22)}"`;
}

function refuse(reply: FastifyReply, status: 403 | 404, sentence: string) {
  return reply.code(status).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(sentence);
}
