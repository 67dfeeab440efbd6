import { useEffect, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { AuditFilter } from '#shared/models/audit.ts';
import { useApi } from '../../state/use.tsx';

const place = '/organization/audit';

/** What is looked for, as it stands in the address: it can be sent to a colleague, and reloaded. */
export function useAuditFilter() {
  const { door } = useApi();
  const search = useSearch();
  const [, go] = useLocation();
  const filter = useMemo(() => filterIn(search), [search]);

  // In the window the address of the page is behind a "#", and what stands before it would stay for the next page.
  const isBehind = door !== 'portal';
  useEffect(() => {
    if (!isBehind) return;
    return () => {
      const url = new URL(location.href);
      for (const field of fields) url.searchParams.delete(field);
      history.replaceState(history.state, '', url);
    };
  }, [isBehind]);

  return {
    filter,
    isFiltered: Object.keys(filter).length > 0,
    set(change: { [Field in keyof AuditFilter]: AuditFilter[Field] | undefined }) {
      const params = new URLSearchParams(search);
      for (const [field, value] of Object.entries(change)) {
        if (value) params.set(field, value);
        else params.delete(field);
      }
      const query = params.toString();
      go(query === '' && !isBehind ? place : `${place}?${query}`, { replace: true });
    },
  };
}

const fields = Object.keys(AuditFilter.shape);

/** Only what fits: an address may have been typed. */
function filterIn(search: string): AuditFilter {
  const given = Object.fromEntries(new URLSearchParams(search));
  const fitting = Object.entries(AuditFilter.shape).flatMap(([field, schema]) => {
    const value = schema.safeParse(given[field]).data;
    return value ? [[field, value] as const] : [];
  });
  return Object.fromEntries(fitting);
}
