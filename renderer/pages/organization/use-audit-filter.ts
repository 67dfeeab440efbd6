import { useMemo } from 'react';
import { AuditFilter } from '#shared/models/audit.ts';
import { useAddress } from '../../state/use-address.ts';

/** What is looked for, as it stands in the address: it can be sent to a colleague, and reloaded. */
export function useAuditFilter() {
  const { params, write } = useAddress(fields);
  const filter = useMemo(() => filterIn(params), [params]);
  return {
    filter,
    isFiltered: Object.keys(filter).length > 0,
    set: (change: { [Field in keyof AuditFilter]: AuditFilter[Field] | undefined }) => write(change),
  };
}

const fields = Object.keys(AuditFilter.shape);

/** Only what fits: an address may have been typed. */
function filterIn(params: URLSearchParams): AuditFilter {
  const given = Object.fromEntries(params);
  const fitting = Object.entries(AuditFilter.shape).flatMap(([field, schema]) => {
    const value = schema.safeParse(given[field]).data;
    return value ? [[field, value] as const] : [];
  });
  return Object.fromEntries(fitting);
}
