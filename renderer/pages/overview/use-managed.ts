import { useEffect } from 'react';
import { makeManaged } from '../../state/overview-managed.ts';
import type { ResourceStore } from '../../state/resource.ts';
import { useFresh, useKept } from '../../state/use.tsx';

/** What the managers of an organization see; what was known stays until it came anew. */
export function useManagedOverview(organization: string) {
  const stores = useKept(makeManaged);
  return {
    people: useAnew(stores.people.of(organization)),
    unassigned: useAnew(stores.unassigned.of(organization)),
    ends: useAnew(stores.ends.of(organization)),
    ended: useAnew(stores.ended.of(organization)),
    plans: useAnew(stores.plans.of(organization)),
  };
}

/** Fetched again whenever the page is opened: it may have changed on another page. */
function useAnew<T>(store: ResourceStore<T>) {
  useEffect(() => {
    if (store.getState().phase !== 'idle') void store.refresh();
  }, [store]);
  return useFresh(store);
}
