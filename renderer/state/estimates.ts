import { createStore, type StoreApi } from 'zustand';
import type { ArtifactRef, Estimate } from '#shared/models/release.ts';
import type { Around } from './stores.ts';

export const keyOfArtifact = ({ product, version, artifact }: ArtifactRef): string =>
  `${product} ${version} ${artifact}`;

export interface EstimatesStore extends StoreApi<Readonly<Record<string, Estimate>>> {
  /** Asks what a download would cost, once for as long as the shelf stays as it is. */
  want(ref: ArtifactRef): void;
}

/** What downloads would cost: only of what is looked at. Without an answer there is no figure, and nothing is lost. */
export function makeEstimates({ api, shelf }: Around): EstimatesStore {
  const store = createStore<Readonly<Record<string, Estimate>>>(() => ({}));
  const asked = new Set<string>();
  shelf.subscribe((next, last) => {
    if (next.value !== last.value) asked.clear();
  });
  const ask = async (ref: ArtifactRef) => {
    const estimate = await api.companion?.release.estimate(ref).catch(() => null);
    if (estimate) store.setState({ [keyOfArtifact(ref)]: estimate });
  };
  const want = (ref: ArtifactRef) => {
    if (asked.has(keyOfArtifact(ref))) return;
    asked.add(keyOfArtifact(ref));
    void ask(ref);
  };
  return Object.assign(store, { want });
}
