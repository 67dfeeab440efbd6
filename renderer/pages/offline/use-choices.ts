import { useMemo } from 'react';
import { offlineLengths } from '#shared/models/offline-lengths.ts';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import type { RowOption } from '../../parts/row-select.tsx';
import { useResource, useStores } from '../../state/use.tsx';
import { useRunning } from '../../state/use-running.ts';

const { length } = text.window.offline;

/** What can be chosen for a row: the licenses of the organization that have not ended, and the lengths it allows. */
export function useChoices(place: Membership): { licenses: RowOption[]; lengths: RowOption[] } {
  const organization = place.organization.id;
  const { of } = useStores();
  const rules = useResource(of.rules.of(organization)).value;
  const rows = useRunning(place).value;
  const allowsEnd = rules?.offlineUntilEnd ?? false;
  const allowed: readonly number[] = rules?.offlineLengths ?? offlineLengths;
  return useMemo(() => {
    return {
      licenses: (rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
      lengths: [
        ...allowed.map((days) => ({ value: String(days), label: length(days) })),
        ...(allowsEnd ? [{ value: 'end', label: length(null) }] : []),
      ],
    };
  }, [rows, allowsEnd, allowed]);
}
