import { useCallback, useEffect, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { type LicenseColumn, LicenseFilter, LicenseOrder } from '#shared/models/license-search.ts';
import { type OptionalColumn, optionalColumns, usualColumns } from '../../../state/managed-lines.ts';
import { useApi } from '../../../state/use.tsx';

const filterFields = Object.keys(LicenseFilter.shape) as (keyof LicenseFilter)[];
const fields = [...filterFields, 'sort', 'columns', 'list'];
const keptColumns = 'greenroom-license-columns';

/** Whether an address asks for the licenses of the organization, not for one's own. */
export const isManagedView = (params: URLSearchParams): boolean => fields.some((field) => params.has(field));

/** What is looked for, the order, and the columns: in the address, so that a link opens the same view. */
export function useView() {
  const { door } = useApi();
  const [params, setParams] = useSearchParams();
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

  const write = useCallback(
    (change: Record<string, string | undefined>) =>
      setParams(
        (last) => {
          const next = new URLSearchParams(last);
          for (const [field, value] of Object.entries(change)) {
            if (value) next.set(field, value);
            else next.delete(field);
          }
          next.set('list', 'all');
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const filter = useMemo(() => filterIn(params), [params]);
  const order = useMemo(() => orderIn(params.get('sort') ?? ''), [params]);
  const columns = useMemo(() => columnsIn(params.get('columns') ?? localStorage.getItem(keptColumns)), [params]);

  return {
    filter,
    order,
    columns,
    isFiltered: Object.keys(filter).length > 0,
    set: useCallback(
      (change: { [Field in keyof LicenseFilter]?: LicenseFilter[Field] | undefined }) =>
        write(
          Object.fromEntries(
            Object.entries(change).map(([field, value]) => [field, value === true ? 'yes' : value || undefined]),
          ),
        ),
      [write],
    ),
    clear: useCallback(() => write(Object.fromEntries(filterFields.map((field) => [field, undefined]))), [write]),
    /** By another column; by the same one the other way round. */
    sortBy: useCallback(
      (sort: LicenseColumn) => write({ sort: sort === order.sort && !order.descending ? `-${sort}` : sort }),
      [write, order],
    ),
    show: useCallback(
      (chosen: readonly OptionalColumn[]) => {
        const written = optionalColumns.filter((column) => chosen.includes(column)).join('.') || 'none';
        localStorage.setItem(keptColumns, written);
        write({ columns: written });
      },
      [write],
    ),
  };
}

export type View = ReturnType<typeof useView>;

/** Only what fits: an address may have been typed. */
function filterIn(params: URLSearchParams): LicenseFilter {
  const fitting = filterFields.flatMap((field) => {
    const written = params.get(field) ?? undefined;
    const value = LicenseFilter.shape[field].safeParse(field === 'unassigned' ? written === 'yes' : written).data;
    return value ? [[field, value] as const] : [];
  });
  return Object.fromEntries(fitting);
}

function orderIn(written: string): LicenseOrder {
  const descending = written.startsWith('-');
  const sort = LicenseOrder.shape.sort.safeParse(written.slice(descending ? 1 : 0)).data;
  return sort ? { sort, descending } : { sort: 'license', descending: false };
}

function columnsIn(written: string | null): readonly OptionalColumn[] {
  if (written === null) return usualColumns;
  const wanted = written.split('.');
  return optionalColumns.filter((column) => wanted.includes(column));
}
