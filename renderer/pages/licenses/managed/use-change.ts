import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { LicenseAct } from '#shared/models/license-change.ts';
import { createMany, outcomesOf } from '../../../state/many.ts';
import { useApi, useStores } from '../../../state/use.tsx';

const newKey = () => crypto.randomUUID();

/** What would happen to licenses; looked at anew for another person. Null while nobody is chosen to assign them to. */
export function usePreview(licenses: readonly string[], act: LicenseAct, person: string | null) {
  const { cloud } = useApi();
  const { explain } = useStores();
  const isComplete = act !== 'assign' || person !== null;
  const store = useMemo(
    () =>
      createMany(
        isComplete ? licenses : [],
        (some) => cloud.license.previewMany({ licenses: some, act, ...(person !== null && { person }) }),
        { explain, newKey },
      ),
    [cloud, explain, licenses, act, person, isComplete],
  );
  useEffect(() => {
    void store.run();
    return store.stop;
  }, [store]);
  const preview = useStore(store);
  return isComplete ? { ...preview, run: store.run } : null;
}

/** The licenses to which something happens; those to which nothing does need not be asked about again. */
export function worthDoing(changes: Parameters<typeof outcomesOf>[0]): string[] {
  const { done, grace } = outcomesOf(changes);
  return [...new Set([...done, ...grace].map(({ license }) => license))];
}
