import type { ArtifactRef } from '#shared/models/release.ts';
import { toastFailure } from '../../parts/toast.tsx';
import { useApi, useStores } from '../../state/use.tsx';

/** Shows a file of the library in its folder. That it is shown is seen; that it is not is said. */
export function useReveal(): (ref: ArtifactRef) => Promise<void> {
  const { companion } = useApi();
  const { explain } = useStores();
  return async (ref) => {
    try {
      await companion?.library.reveal(ref);
    } catch (error) {
      toastFailure(explain(error));
    }
  };
}
