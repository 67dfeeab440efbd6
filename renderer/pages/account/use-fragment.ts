import { useSyncExternalStore } from 'react';

/** The secret of a link, which stands behind the #. */
export const useFragment = (): string => useSyncExternalStore(follow, () => location.hash.slice(1));

/** A link may be opened where this page is open already: then only what stands behind the # changes. */
function follow(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
