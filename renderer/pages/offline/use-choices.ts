import { useMemo } from 'react';
import { offlineLengths } from '#shared/models/offline-lengths.ts';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import type { RowOption } from '../../parts/row-select.tsx';
import { useResource, useStores } from '../../state/use.tsx';
import { mostRunning, useFindRunning } from '../../state/use-find-running.ts';
import { useSearch } from '../../state/use-search.ts';

const { length } = text.window.offline;
const { searchLicenses } = text.window.intake;

/** Not a license: the way to the others, where there are more than a list can hold. */
export const toSearch = 'search';

/** What can be chosen for a row: licenses of the organization that have not ended, those with a free seat first. */
export function useLicenseChoices(place: Membership): RowOption[] {
  const rows = useSearch('', useFindRunning(place)).found;
  return useMemo(() => {
    const options = (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
    return options.length < mostRunning ? options : [...options, { value: toSearch, label: searchLicenses }];
  }, [rows]);
}

/** The lengths that the organization allows. */
export function useLengthChoices(place: Membership): RowOption[] {
  const { of } = useStores();
  const rules = useResource(of.rules.of(place.organization.id)).value;
  const allowsEnd = rules?.offlineUntilEnd ?? false;
  const allowed: readonly number[] = rules?.offlineLengths ?? offlineLengths;
  return useMemo(
    () => [
      ...allowed.map((days) => ({ value: String(days), label: length(days) })),
      ...(allowsEnd ? [{ value: 'end', label: length(null) }] : []),
    ],
    [allowsEnd, allowed],
  );
}
