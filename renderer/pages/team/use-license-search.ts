import { useCallback } from 'react';
import { useSearch } from '../../state/use-search.ts';
import { useApi } from '../../state/use.tsx';

/** Licenses of an organization that somebody can be given, found by the cloud as one types. */
export function useLicenseSearch(organization: string, typed: string, person?: string) {
  const { cloud } = useApi();
  const search = useCallback(
    (words: string) =>
      cloud.team.licenses({
        organization,
        ...(words === '' ? {} : { find: words.slice(0, 254) }),
        ...(person === undefined ? {} : { person }),
      }),
    [cloud, organization, person],
  );
  return useSearch(typed, search);
}
