import { z } from 'zod';
import { Artifact, Version } from '../files/release.ts';
import { Refusal } from '../files/refusal.ts';
import { Glyph } from './catalogue.ts';
import { Id, Slug } from './id.ts';
import { Moment } from './time.ts';

/** Where releases go when nothing else is said; the others are for those who ask for them. */
export const mainChannel = 'stable';

export const ReleasedProduct = z.object({ id: Slug, name: z.string(), glyph: Glyph });
export type ReleasedProduct = z.infer<typeof ReleasedProduct>;

/** A published version. `notes`: Markdown; its first line is the headline. A version is of one channel, for ever. */
export const Release = z.object({
  product: Slug,
  channel: Slug,
  version: Version,
  releasedAt: Moment,
  notes: z.string(),
  minimumVersion: Version.nullable(),
  artifacts: z.array(Artifact),
  yanked: z.string().nullable().describe('why it was taken back; null: it was not'),
});
export type Release = z.infer<typeof Release>;

/** Everything of a product that an organization may have, the newest first. */
export const ProductReleases = z.object({ product: ReleasedProduct, releases: z.array(Release) });
export type ProductReleases = z.infer<typeof ProductReleases>;

/** The same, signed: one for each product and channel. */
export const SignedReleases = z.object({
  product: ReleasedProduct,
  channel: Slug,
  index: z.string().describe('an armoured release-index'),
  manifests: z.array(z.string()).describe('armoured release-manifests, of the releases this organization may have'),
});
export type SignedReleases = z.infer<typeof SignedReleases>;

/** Which artifact of which release. */
export const ArtifactRef = z.object({ product: Slug, version: Version, artifact: Slug });
export type ArtifactRef = z.infer<typeof ArtifactRef>;

/** What lies beside an artifact, and itself. */
export const ArtifactPart = z.enum(['file', 'chunks', 'signature']);
export type ArtifactPart = z.infer<typeof ArtifactPart>;

/** An artifact, and whether it is on this machine already. */
export const ArtifactHere = Artifact.extend({ isHere: z.boolean() });
export type ArtifactHere = z.infer<typeof ArtifactHere>;
export const ReleaseHere = Release.extend({ artifacts: z.array(ArtifactHere) });
export type ReleaseHere = z.infer<typeof ReleaseHere>;

/** What this machine knows of releases. Everything in it was verified here. */
export const Shelf = z.object({
  publisher: z.string().nullable().describe('the cloud whose release keys signed them; null: none is known'),
  products: z.array(
    z.object({
      product: ReleasedProduct,
      freshness: z.enum(['fresh', 'unknown']).describe('unknown: the index has expired, there may be newer ones'),
      releases: z.array(ReleaseHere),
    }),
  ),
  refused: z.array(z.object({ product: Slug, channel: Slug, refusal: Refusal })).describe('what did not verify'),
  asOf: Moment.nullable().describe('when the cloud was asked last with success; null: never'),
  isCurrent: z.boolean().describe('the cloud answered just now'),
});
export type Shelf = z.infer<typeof Shelf>;

/** What a download would cost. */
export const Estimate = z.object({
  fetchBytes: z.int(),
  reusedBytes: z.int(),
  from: Version.nullable().describe('the version most of the rest comes from'),
});
export type Estimate = z.infer<typeof Estimate>;

/** A verified artifact on this machine. */
export const LibraryEntry = ArtifactRef.extend({
  productName: z.string(),
  kind: Artifact.shape.kind,
  title: z.string(),
  platform: Artifact.shape.platform,
  fileName: z.string(),
  path: z.string(),
  size: z.int(),
  verifiedAt: Moment,
  isKept: z.boolean().describe('never removed together with old versions'),
  isOld: z.boolean().describe('a newer version of the same artifact is here too'),
});
export type LibraryEntry = z.infer<typeof LibraryEntry>;

export const Library = z.object({
  folder: z.string(),
  entries: z.array(LibraryEntry),
  usedBytes: z.int(),
  oldBytes: z.int().describe('of old versions that nobody keeps'),
  freeBytes: z.int().nullable(),
});
export type Library = z.infer<typeof Library>;

/** A release on a stick, as far as it could be verified without reading all of it. */
export const CarriedRelease = z.object({
  drive: z.string(),
  folder: z.string().describe('from the drive on'),
  product: Slug,
  productName: z.string(),
  version: Version,
  releasedAt: Moment.nullable(),
  artifacts: z.array(ArtifactHere),
  freshness: z.enum(['fresh', 'unknown']),
  refusal: Refusal.nullable().describe('why it cannot be added; null: it can'),
});
export type CarriedRelease = z.infer<typeof CarriedRelease>;

export const OrganizationWanted = Id.optional().describe('the one the person works in when left out');
