import type { Clock } from '../ports.ts';
import type { Links } from './links.ts';
import type { ReleaseStore } from './port.ts';
import type { Bucket } from './s3-bucket.ts';

export interface S3Place {
  bucket: string;
  /** Before every key; empty, or without a slash at its end. */
  prefix: string;
  /** Of a server that is not Amazon's; null: Amazon's, by region. */
  endpoint: string | null;
}

/** Keeps releases in an S3-compatible bucket. The SDK is large: it is loaded when it is needed first. */
export function createS3Store(place: S3Place, { links, clock }: { links: Links | null; clock: Clock }): ReleaseStore {
  let opened: Promise<Bucket> | undefined;
  const bucket = () => (opened ??= import('./s3-bucket.ts').then(({ openBucket }) => openBucket(place, clock)));
  return {
    path: () => null,
    size: async (key) => (await bucket()).size(key),
    read: async (key) => (await bucket()).read(key),
    put: async (key, body, options) => (await bucket()).put(key, body, options),
    remove: async (key) => (await bucket()).remove(key),
    link: async (key) => (links ? links(key) : (await bucket()).presign(key)),
  };
}
