import { z } from 'zod';
import { Id, Slug } from '../models/id.ts';
import { Platform } from '../models/machine.ts';
import { Moment } from '../models/time.ts';
import { Digest } from './digest.ts';

export const Version = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,39}$/);

/** What both kinds say first: whose release it is. */
const Release = z.object({ cloud: Id, product: Slug, channel: Slug });

/** What a product offers in a channel, today. A higher sequence replaces a lower one. */
export const ReleaseIndexPayload = Release.extend({
  sequence: z.int().min(1),
  issuedAt: Moment,
  expiresAt: Moment.describe('from then on nobody knows whether it is still the newest'),
  releases: z.array(z.object({ version: Version, manifest: Digest.describe('of its release manifest') })).max(500),
  yanked: z.array(z.object({ version: Version, reason: z.string().max(500) })).max(500),
});
export type ReleaseIndexPayload = z.infer<typeof ReleaseIndexPayload>;

/** A name that is a file on every system, and never a path. */
const FileName = z
  .string()
  // Windows keeps some names for devices, and drops blanks and dots at the end.
  .regex(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[0-9A-Za-z][0-9A-Za-z ()+_.-]{0,199}(?<![ .])$/i);

export const ArtifactKind = z.enum(['installer', 'add-on', 'example-project', 'demo-files', 'documentation']);
export type ArtifactKind = z.infer<typeof ArtifactKind>;

export const Artifact = z.object({
  id: Slug,
  kind: ArtifactKind,
  title: z.string().min(1).max(80).describe('what people call it'),
  platform: Platform.nullable().describe('null: for all'),
  arch: z.enum(['x64', 'arm64']).nullable(),
  fileName: FileName,
  size: z.int().min(0),
  sha256: Digest.describe('of the whole file, for people with sha256sum'),
  chunks: z.object({ size: z.int().min(0), sha256: Digest }).describe('the chunk list, a file beside it'),
});
export type Artifact = z.infer<typeof Artifact>;

/** One release: every file of it, and what it must add up to. */
export const ReleaseManifestPayload = Release.extend({
  productName: z.string().min(1).max(60).describe('what people call the product'),
  version: Version,
  releasedAt: Moment,
  notes: z.string().max(50_000),
  minimumVersion: Version.nullable().describe('older ones are no longer supported'),
  artifacts: z.array(Artifact).max(200),
});
export type ReleaseManifestPayload = z.infer<typeof ReleaseManifestPayload>;
