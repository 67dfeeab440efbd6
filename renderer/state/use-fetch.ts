import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Failure } from '#shared/errors.ts';
import type { ArtifactRef } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { keyOfArtifact, makeEstimates } from './estimates.ts';
import { type Offer, refOf } from './news.ts';
import { standingOfArtifact, type ArtifactStanding } from './release-lines.ts';
import { organizationOf } from './shelf.ts';
import { percentOf } from './transfer-lines.ts';
import { transferOf } from './transfers.ts';
import { useApi, useKept, useStores, useTransfers } from './use.tsx';

/** Where an offered file stands, in figures that change no more often than people see them change. */
export interface OfferStanding {
  is: ArtifactStanding['is'];
  /** Of what is verified, once it is on its way. */
  percent: string | null;
  left: string | null;
}

export function useOfferStanding(offer: Offer): OfferStanding {
  return useTransfers((transfers) => {
    const standing = standingOfArtifact(offer.artifact, transferOf(transfers, refOf(offer)));
    if (!('transfer' in standing)) return { is: standing.is, percent: null, left: null };
    const { state, secondsLeft } = standing.transfer;
    const left = state === 'running' && secondsLeft !== null ? text.sizes.leftRoughly(secondsLeft) : null;
    return { is: standing.is, percent: percentOf(standing.transfer), left };
  });
}

/** How many bytes would come over the network: its size, until this machine has found out that it is less. */
export function useFetchSize(offer: Offer): number {
  const estimates = useKept(makeEstimates);
  const { shelf } = useStores();
  const { product, version, artifact } = refOf(offer);
  const asks = offer.hasBase && !offer.artifact.isHere;
  useEffect(() => {
    if (!asks) return;
    const want = () => estimates.want({ product, version, artifact });
    want();
    // What is on this machine may have changed with the shelf, and the figure with it.
    return shelf.subscribe(want);
  }, [asks, estimates, shelf, product, version, artifact]);
  const known = useStore(estimates, (all) => all[keyOfArtifact({ product, version, artifact })]?.fetchBytes);
  return asks && known !== undefined ? known : offer.artifact.size;
}

/** Brings a file to this machine; in the portal, to where the browser saves. Throws what the machine or the cloud says. */
export function useFetch(): (ref: ArtifactRef) => Promise<void> {
  const { companion, cloud } = useApi();
  const { session } = useStores();
  return async ({ product, version, artifact }) => {
    if (companion) {
      await companion.download.start({ product, version, artifacts: [artifact] });
      return;
    }
    const organization = organizationOf(session.getState());
    if (organization === null) throw new Failure('not-signed-in', {});
    const { url } = await cloud.release.link({ organization, product, version, artifact });
    const link = document.createElement('a');
    link.href = url;
    link.download = '';
    link.click();
  };
}
