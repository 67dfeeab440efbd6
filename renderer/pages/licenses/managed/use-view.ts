import { useCallback, useMemo } from 'react';
import { type LicenseColumn, LicenseFilter, LicenseOrder } from '#shared/models/license-search.ts';
import { type OptionalColumn, optionalColumns, usualColumns } from '../../../state/managed-lines.ts';
import { sortIn, useAddress } from '../../../state/use-address.ts';

const filterFields = Object.keys(LicenseFilter.shape) as (keyof LicenseFilter)[];
const fields = [...filterFields, 'sort', 'columns', 'list'];
const keptColumns = 'greenroom-license-columns';

/** Whether an address asks for the licenses of the organization, not for one's own. */
export const isManagedView = (params: URLSearchParams): boolean => fields.some((field) => params.has(field));

/** What is looked for, the order, and the columns: in the address, so that a link opens the same view. */
export function useView() {
  const { params, write: writeFields } = useAddress(fields);
  const write = useCallback(
    (change: Record<string, string | undefined>) => writeFields({ ...change, list: 'all' }),
    [writeFields],
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
  const { by, descending } = sortIn(written);
  const sort = LicenseOrder.shape.sort.safeParse(by).data;
  return sort ? { sort, descending } : { sort: 'license', descending: false };
}

function columnsIn(written: string | null): readonly OptionalColumn[] {
  if (written === null) return usualColumns;
  const wanted = written.split('.');
  return optionalColumns.filter((column) => wanted.includes(column));
}
