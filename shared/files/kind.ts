import type { z } from 'zod';
import type { PublicKey } from './keys.ts';
import type { FilePlatform } from './platform.ts';
import type { Refusal } from './refusal.ts';

/** One kind of signed file: how it looks, who may sign it, and what is asked of its content. */
export interface Kind<Payload, Context> {
  label: string;
  extension: string;
  /** Largest block, in characters. */
  limit: number;
  schema: z.ZodType<Payload>;
  /** Of every group, one key must have signed. */
  signers(payload: Payload, context: Context, platform: FilePlatform): KeyGroup[];
  /** What stands against a genuine file in this place, at this time; null when nothing does. */
  judge(opened: Genuine<Payload>, context: Context, platform: FilePlatform): Refusal | null;
  /** Of several acceptable blocks in a bundle, the highest is taken. */
  rank(payload: Payload): number;
}

export interface KeyGroup {
  keys: readonly PublicKey[];
  /** Whose keys they are, for the refusal; null: nobody is believed here yet. */
  owner: string | null;
}

/** Content whose signature holds. `digest`: SHA-256 of the signed payload bytes, in hex. */
export interface Genuine<Payload> {
  payload: Payload;
  digest: string;
}

/** The media type that is signed together with the content. */
export const payloadTypeOf = (kind: string) => `application/vnd.greenroom.${kind}.v1+json`;

/** Reads kind and version out of a media type; null when it is not one of ours. */
export function readPayloadType(payloadType: string): { kind: string; version: string } | null {
  const [, kind, version] =
    /^application\/vnd\.greenroom\.([a-z]+(?:-[a-z]+)*)\.v(\d{1,6})\+json$/.exec(payloadType) ?? [];
  return kind && version ? { kind, version } : null;
}
