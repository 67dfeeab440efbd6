import { freshnessOf } from '#shared/files/release-rules.ts';
import type { ReleasedProduct, Shelf, SignedReleases } from '#shared/models/release.ts';
import type { Moment } from '#shared/models/time.ts';
import type { StoredRelease } from '../library/stored-releases.ts';
import type { MachineState } from '../ports.ts';
import type { OpenedIndex, OpenedManifest } from './release-ports.ts';

/** A release whose manifest verified, and what the newest index that verified says of it. */
export interface KnownRelease {
  product: ReleasedProduct;
  manifest: OpenedManifest;
  /** null: none is here; then it is in the library, and nobody knows whether it is still offered. */
  index: OpenedIndex | null;
  /** Why it was taken back; null: it was not. */
  yanked: string | null;
}

export interface Knowledge {
  /** The newest first. */
  releases: readonly KnownRelease[];
  products: readonly { product: ReleasedProduct; freshness: 'fresh' | 'unknown' }[];
  /** The newest of each product and channel. */
  indexes: readonly OpenedIndex[];
}

type Ports = Pick<MachineState, 'openIndex' | 'openManifest' | 'seenIndex' | 'now'>;

interface Group {
  product: ReleasedProduct;
  channel: string;
  indexes: Set<string>;
  offered: OpenedManifest[];
  stored: OpenedManifest[];
}

/** Puts together what a cloud offered and what the library holds. Of several indexes the newest counts, wherever it came from. */
export function knowReleases(
  machineState: Ports,
  offered: readonly SignedReleases[],
  stored: readonly StoredRelease[],
): Knowledge {
  const groups = new Map<string, Group>();
  const groupOf = (product: ReleasedProduct, channel: string): Group => {
    const name = `${product.id} ${channel}`;
    const group = groups.get(name) ?? { product, channel, indexes: new Set(), offered: [], stored: [] };
    groups.set(name, group);
    return group;
  };
  for (const { product, channel, index, manifests } of offered) {
    const group = groupOf(product, channel);
    group.indexes.add(index);
    for (const text of manifests) {
      const opened = machineState.openManifest(text);
      if (opened.accepted && opened.payload.product === product.id && opened.payload.channel === channel)
        group.offered.push({ payload: opened.payload, digest: opened.digest, text });
    }
  }
  for (const { folder, manifest } of stored) {
    const { channel } = manifest.payload;
    const group = groupOf(productOf(manifest, offered), channel);
    for (const index of folder.indexes) group.indexes.add(index);
    group.stored.push(manifest);
  }

  const now = machineState.now();
  const known = [...groups.values()].map((group) => {
    const index = newestIndex(machineState, group);
    return { product: group.product, index, releases: releasesOf(group, index) };
  });
  return {
    releases: known
      .flatMap(({ releases }) => releases)
      .toSorted((a, b) => b.manifest.payload.releasedAt - a.manifest.payload.releasedAt),
    products: productsOf(known, now),
    indexes: known.flatMap(({ index }) => index ?? []),
  };
}

function newestIndex(machineState: Ports, { product, channel, indexes }: Group): OpenedIndex | null {
  let newest: OpenedIndex | null = null;
  const seen = machineState.seenIndex(product.id, channel);
  for (const text of new Set(seen === null ? indexes : [...indexes, seen])) {
    const opened = machineState.openIndex(text, { product: product.id, channel });
    if (opened.accepted && opened.payload.sequence > (newest?.payload.sequence ?? 0))
      newest = { payload: opened.payload, digest: opened.digest, text };
  }
  return newest;
}

function releasesOf({ product, offered, stored }: Group, index: OpenedIndex | null): KnownRelease[] {
  const releases = new Map<string, KnownRelease>();
  for (const manifest of index ? [...offered, ...stored] : stored) {
    const { version } = manifest.payload;
    if (!releases.has(version) && (index === null || isIn(index, manifest)))
      releases.set(version, { product, manifest, index, yanked: yankedIn(index, version) });
  }
  return [...releases.values()];
}

/** Whether an index speaks of this very release. */
export function isIn({ payload: { releases } }: OpenedIndex, { payload, digest }: OpenedManifest): boolean {
  return releases.some(({ version, manifest }) => version === payload.version && manifest === digest);
}

export const yankedIn = (index: OpenedIndex | null, of: string): string | null =>
  index?.payload.yanked.find(({ version }) => version === of)?.reason ?? null;

function productsOf(
  known: readonly { product: ReleasedProduct; index: OpenedIndex | null; releases: readonly KnownRelease[] }[],
  now: Moment,
): Knowledge['products'] {
  const products = new Map<string, Pick<Shelf['products'][number], 'product' | 'freshness'>>();
  for (const { product, index, releases } of known) {
    const freshness = index ? freshnessOf(index.payload, now) : 'unknown';
    const before = products.get(product.id)?.freshness;
    if (releases.length > 0 || index)
      products.set(product.id, { product, freshness: before === 'unknown' ? before : freshness });
  }
  return [...products.values()];
}

/** What a product is called: as the cloud says now, or as its manifest said then. */
function productOf({ payload }: OpenedManifest, offered: readonly SignedReleases[]): ReleasedProduct {
  const known = offered.find(({ product }) => product.id === payload.product);
  return known?.product ?? { id: payload.product, name: payload.productName, glyph: 'cube' };
}
