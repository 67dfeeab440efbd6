import { useMemo } from 'react';
import { createResource } from '../../../state/resource.ts';
import { useApi, useStores } from '../../../state/use.tsx';

/** What the organization has licenses of: to choose from. */
export function usePlans(organization: string) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  return useMemo(
    () => createResource(() => cloud.product.list({ organization }), explain, now),
    [cloud, explain, now, organization],
  );
}
