import { useMemo } from 'react';
import { offlineLengths } from '#shared/models/offline-lengths.ts';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import type { RowOption } from '../../parts/row-select.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { useLicenses, useResource, useStores } from '../../state/use.tsx';

const { length } = text.window.offline;

/** What can be chosen for a row: the licenses of the organization that have not ended, and the lengths it allows. */
export function useChoices(place: Membership): { licenses: RowOption[]; lengths: RowOption[] } {
  const organization = place.organization.id;
  const { of } = useStores();
  const rules = useResource(of.rules.of(organization)).value;
  const rows = useLicenses('all').value;
  const allowsEnd = rules?.offlineUntilEnd ?? false;
  const allowed: readonly number[] = rules?.offlineLengths ?? offlineLengths;
  return useMemo(() => {
    const own = (rows ?? []).filter(
      (row) => row.organization.id === organization && !['ended', 'revoked', 'not-started'].includes(row.availability),
    );
    return {
      licenses: own.map((row) => ({ value: row.id, label: nameOf(row) })),
      lengths: [
        ...allowed.map((days) => ({ value: String(days), label: length(days) })),
        ...(allowsEnd ? [{ value: 'end', label: length(null) }] : []),
      ],
    };
  }, [rows, organization, allowsEnd, allowed]);
}
