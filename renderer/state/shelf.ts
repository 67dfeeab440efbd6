import type { ProductReleases, Shelf } from '#shared/models/release.ts';
import type { Api } from '../api/api.ts';
import { membershipOf, type Session } from './session.ts';

/** The organization a session works in; null when nobody is signed in. */
export const organizationOf = (session: Session): string | null =>
  session.state === 'signed-in' ? (membershipOf(session.who, session.current)?.organization.id ?? null) : null;

/** The releases of the organization: verified by this machine, or in the portal as the cloud tells them. */
export async function loadShelf({ companion, cloud }: Api, organization: string | null, now: number): Promise<Shelf> {
  if (companion) return companion.release.list({});
  return shelfOfPortal(organization === null ? [] : await cloud.release.list({ organization }), now);
}

/** No machine is behind a portal: nothing is here, and nobody has verified anything. */
export const shelfOfPortal = (products: readonly ProductReleases[], now: number): Shelf => ({
  publisher: null,
  products: products.map(({ product, releases }) => ({
    product,
    freshness: 'fresh',
    releases: releases.map((release) => ({
      ...release,
      artifacts: release.artifacts.map((artifact) => ({ ...artifact, isHere: false })),
    })),
  })),
  refused: [],
  asOf: now,
  isCurrent: true,
});
