import { useEffect } from 'react';
import { useStore } from 'zustand';
import type {
  ArtifactHere,
  ArtifactRef,
  Estimate,
  Library,
  LibraryEntry,
  ReleaseHere,
} from '#shared/models/release.ts';
import { keyOfArtifact, makeEstimates } from '../../state/estimates.ts';
import { keyOf } from '../../state/library.ts';
import { createConstant } from '../../state/resource.ts';
import { type ArtifactStanding, standingOfArtifact } from '../../state/release-lines.ts';
import { transferOf } from '../../state/transfers.ts';
import { useFetch } from '../../state/use-fetch.ts';
import { useAction, useKept, useResource, useStores, useTransfers } from '../../state/use.tsx';

const refOf = ({ product, version }: ReleaseHere, { id }: ArtifactHere) => ({ product, version, artifact: id });

/** Where an artifact stands on this machine, drawn anew as it moves. */
export function useStanding(release: ReleaseHere, artifact: ArtifactHere): ArtifactStanding {
  const transfer = useTransfers((transfers) => transferOf(transfers, refOf(release, artifact)));
  return standingOfArtifact(artifact, transfer);
}

/** What downloading it would cost; null until that is known. `isWanted`: somebody could download it now. */
export function useEstimate(release: ReleaseHere, artifact: ArtifactHere, isWanted: boolean): Estimate | null {
  const estimates = useKept(makeEstimates);
  useEffect(() => {
    if (isWanted) estimates.want(refOf(release, artifact));
  }, [estimates, release, artifact, isWanted]);
  return useStore(estimates, (all) => all[keyOfArtifact(refOf(release, artifact))] ?? null);
}

/** A file of the library; null while it is not there, or not known. */
export function useEntry(ref: ArtifactRef): LibraryEntry | null {
  const { value } = useResource<Library | null>(useStores().library ?? noLibrary);
  return value?.entries.find((entry) => keyOf(entry) === keyOf(ref)) ?? null;
}

/** In the portal. */
const noLibrary = createConstant<Library | null>(null);

/** Fetches files of a release: onto this machine, or in the portal with the browser. */
export function useFetchOf({ product, version }: ReleaseHere) {
  const fetch = useFetch();
  return useAction(({ id }: ArtifactHere) => fetch({ product, version, artifact: id }));
}
