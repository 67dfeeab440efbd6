import { useCallback, useState } from 'react';
import type { ListedLicense } from '#shared/models/license-search.ts';
import { markAll, noMarks, stretchMarks, toggleMark } from '../../../state/marks.ts';
import { useAction, useApi } from '../../../state/use.tsx';
import type { View } from './use-view.ts';

/** Which licenses are marked; also those that were not scrolled to yet. */
export function useMarks(organization: string, rows: readonly ListedLicense[], filter: View['filter']) {
  const { cloud } = useApi();
  const [marks, set] = useState(noMarks);
  const all = useAction(async () => {
    const { licenses } = await cloud.license.searchIds({ organization, ...filter });
    set(markAll(licenses));
  });
  return {
    marks,
    toggle: useCallback((id: string) => set((last) => toggleMark(last, id)), []),
    stretch: useCallback(
      (from: string | null, to: string) =>
        set((last) =>
          stretchMarks(
            last,
            rows.map(({ id }) => id),
            from,
            to,
          ),
        ),
      [rows],
    ),
    all,
    unmark: useCallback(() => set(noMarks), []),
  };
}
