import { useCallback } from 'react';
import type { LicenseKind } from '#shared/models/license.ts';
import type { Membership } from '#shared/models/person.ts';
import { may } from '#shared/models/role.ts';
import { nameOf } from './license-lines.ts';
import { useApi } from './use.tsx';

/** A license that runs, to choose from. */
export interface Running {
  id: string;
  name: string;
  kind: LicenseKind;
  seats: number;
  inUse: number;
}

/** So many are offered; those with a free seat come first. */
export const mostRunning = 200;

/** Looks for licenses of an organization that run: among all of them for a Manager, for others among those they may use. */
export function useFindRunning({
  organization: { id: organization },
  role,
}: Pick<Membership, 'organization' | 'role'>) {
  const { cloud } = useApi();
  const isManager = may(role, 'license.view-all');
  return useCallback(
    async (words: string): Promise<Running[]> => {
      const wanted = { organization, text: words.slice(0, 80) };
      if (!isManager)
        return (await cloud.license.usable({ ...wanted, limit: mostRunning })).rows
          .filter(({ availability }) => availability === 'free' || availability === 'in-use')
          .map((row) => ({ ...row, name: nameOf(row), inUse: row.leases.length }));
      const found = async (state: 'free' | 'in-use', limit: number) =>
        limit === 0 ? [] : (await cloud.license.search({ ...wanted, state, sort: 'kind', limit })).rows;
      const free = await found('free', mostRunning);
      const rows = [...free, ...(await found('in-use', mostRunning - free.length))];
      return rows.map((row) => ({ ...row, name: nameOf(row) }));
    },
    [cloud, organization, isManager],
  );
}
