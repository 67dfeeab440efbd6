import { useMemo } from 'react';
import type { LicenseKind } from '#shared/models/license.ts';
import type { Membership } from '#shared/models/person.ts';
import { may } from '#shared/models/role.ts';
import { nameOf } from './license-lines.ts';
import { createResource } from './resource.ts';
import { useApi, useResource, useStores } from './use.tsx';

/** A license that runs, to choose from. */
export interface Running {
  id: string;
  name: string;
  kind: LicenseKind;
  seats: number;
  inUse: number;
}

/** So many are offered; those with a free seat come first. */
const most = 200;

/** The licenses of an organization that run: all of them for a Manager, for others those they may use. */
export function useRunning({ organization: { id: organization }, role }: Pick<Membership, 'organization' | 'role'>) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const isManager = may(role, 'license.view-all');
  const store = useMemo(() => {
    const found = async (state: 'free' | 'in-use', limit: number) =>
      limit === 0 ? [] : (await cloud.license.search({ organization, state, sort: 'kind', limit })).rows;
    const usable = async () => (await cloud.license.usable({ organization, limit: most })).rows;
    return createResource<Running[]>(
      async () => {
        if (!isManager)
          return (await usable())
            .filter(({ availability }) => availability === 'free' || availability === 'in-use')
            .map((row) => ({ ...row, name: nameOf(row), inUse: row.leases.length }));
        const free = await found('free', most);
        const rows = [...free, ...(await found('in-use', most - free.length))];
        return rows.map((row) => ({ ...row, name: nameOf(row) }));
      },
      explain,
      now,
    );
  }, [cloud, explain, now, organization, isManager]);
  return useResource(store);
}
