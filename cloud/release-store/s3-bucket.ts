import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { hour } from '#shared/models/time.ts';
import type { Clock } from '../ports.ts';
import { counted } from './counted.ts';
import type { Body, Link, PutOptions, ReleaseStore } from './port.ts';
import type { S3Place } from './s3.ts';
import { StoreTrouble } from './trouble.ts';

/** A part of a large upload. Four are under way at once, so this four times over is what an upload keeps in memory. */
const partSize = 8 * 1024 * 1024;
/** Credentials of a role are good for not much longer, and end what was signed with them. */
const linkLife = hour;
/** S3 takes no more parts than that. */
const mostParts = 10_000;

export type Bucket = Pick<ReleaseStore, 'size' | 'read' | 'put' | 'remove'> & {
  presign(key: string): Promise<Link>;
};

/** Opens a bucket. Credentials and region are found as the AWS SDK finds them. */
export function openBucket({ bucket, prefix, endpoint }: S3Place, clock: Clock): Bucket {
  const client = new S3Client({
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    // Checksums of newer SDKs are not understood by every S3-compatible server.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const at = (key: string) => ({ Bucket: bucket, Key: prefix === '' ? key : `${prefix}/${key}` });
  const where = `s3://${bucket}`;
  return {
    size: (key) => orNull(where, async () => (await client.send(new HeadObjectCommand(at(key)))).ContentLength ?? null),
    read: (key) =>
      orNull(where, async () => {
        const { Body: body } = await client.send(new GetObjectCommand(at(key)));
        return (await body?.transformToByteArray()) ?? null;
      }),
    put: (key, body, options) => inWords(where, () => upload(client, at(key), body, options)),
    remove: (key) => inWords(where, async () => void (await client.send(new DeleteObjectCommand(at(key))))),
    presign: (key) =>
      inWords(where, async () => {
        const disposition = `attachment; filename="${key.slice(key.lastIndexOf('/') + 1)}"`;
        const get = new GetObjectCommand({ ...at(key), ResponseContentDisposition: disposition });
        const now = clock.now();
        const url = await getSignedUrl(client, get, { expiresIn: linkLife / 1_000, signingDate: new Date(now) });
        return { url, expiresAt: now + linkLife };
      }),
  };
}

async function upload(
  client: S3Client,
  at: { Bucket: string; Key: string },
  body: Body,
  { size, contentType, signal }: PutOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const source = Readable.from(counted(body, size, signal), { objectMode: false });
  const whole = new Upload({
    client,
    params: { ...at, Body: source, ContentType: contentType },
    partSize: Math.max(partSize, Math.ceil(size / mostParts)),
    queueSize: 4,
  });
  const abort = () => void whole.abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await whole.done();
  } catch (error) {
    signal?.throwIfAborted();
    // What stopped it, rather than what came of clearing up afterwards.
    throw source.errored ?? error;
  } finally {
    signal?.removeEventListener('abort', abort);
    source.destroy();
  }
}

async function orNull<T>(where: string, ask: () => Promise<T | null>): Promise<T | null> {
  return inWords(where, async () => {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof S3ServiceException && ['NotFound', 'NoSuchKey'].includes(error.name)) return null;
      throw error;
    }
  });
}

/** What the service or the way to it says, as trouble of the store. */
async function inWords<T>(where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isTroubleOfS3(error)) throw error;
    // A HEAD has no body that could say why: its error has no more than a number.
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    const why =
      [error.message, codeOf(error), error.name].find((words) => words !== '' && words !== 'UnknownError') ?? '';
    throw new StoreTrouble(where, status === undefined ? why : `${why} (${status})`, { cause: error });
  }
}

const codeOf = (error: Error) => ('code' in error ? String(error.code) : '');

const networkCodes = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', 'EAI_AGAIN'];

function isTroubleOfS3(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof S3ServiceException || error.name === 'CredentialsProviderError') return true;
  return networkCodes.includes(codeOf(error)) || error.name === 'TimeoutError' || /region/i.test(error.message);
}
