import { useMemo } from 'react';
import type { InspectedFile } from '#shared/models/offline.ts';
import type { Piece } from '../../state/offline-files.ts';
import { inspectAll } from '../../state/offline-inspect-many.ts';
import { createResource, type Resource } from '../../state/resource.ts';
import { useApi, useResource, useStores } from '../../state/use.tsx';

type Inspected = Resource<readonly InspectedFile[]> & { refresh: () => Promise<void> };

/** What the pieces are, one entry for each. */
export function useInspected(pieces: readonly Pick<Piece, 'text'>[]): Inspected {
  const api = useApi();
  const { explain, now } = useStores();
  const store = useMemo(
    () => createResource<readonly InspectedFile[]>(() => inspectAll(pieces, api), explain, now),
    [pieces, api, explain, now],
  );
  return useResource(store);
}
