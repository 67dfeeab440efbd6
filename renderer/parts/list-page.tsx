import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { Resource } from '../state/resource.ts';
import { type KeyHint, KeyHints } from './keys.tsx';
import { useIsNarrow } from './side-panel.tsx';
import { EmptyState, ErrorState, LoadingState } from './states.tsx';

interface ListBodyProps {
  resource: Resource<unknown> & { refresh: () => Promise<void> };
  /** How many lines are left after filtering. */
  count: number;
  query: string;
  onClearQuery: () => void;
  words: { failed: string; nothingFound: (query: string) => string; showAll: string };
  /** What stands there when there is nothing to filter either. */
  empty: ReactNode;
  children: ReactNode;
}

/** The list of a page, or why it is not there: it failed, it is on its way, nothing was found, there is nothing. */
export function ListBody({ resource, count, query, onClearQuery, words, empty, children }: ListBodyProps) {
  const { phase, failure, value, refresh } = resource;
  if (phase === 'failed' && failure && value === null)
    return (
      <ErrorState
        failure={failure}
        title={words.failed}
        action={{ label: text.window.parts.tryAgain, run: () => void refresh() }}
      />
    );
  if (value === null) return <LoadingState />;
  if (count > 0) return children;
  if (query.trim() === '') return empty;
  return (
    <EmptyState
      icon={<IconSearch size={20} stroke={1.75} />}
      title={words.nothingFound(query)}
      action={{ label: words.showAll, run: onClearQuery }}
    />
  );
}

/** Keys that work in the list, and the zone its dates are shown in. */
export const ListFoot = ({ hints, zone }: { hints: readonly KeyHint[]; zone: string }) => (
  <>
    <KeyHints hints={hints} />
    <span>{dates.zone(zone)}</span>
  </>
);

/** The line whose panel is open: where there is room the first, until another is chosen or the panel is closed. */
export function useChosen<Line>(lines: readonly Line[], isLine: (line: Line, id: string) => boolean, begins?: string) {
  const narrow = useIsNarrow();
  const [selected, select] = useState<string | null>(begins ?? null);
  const [isClosed, close] = useState(false);
  const found = selected === null ? undefined : lines.find((line) => isLine(line, selected));
  const chosen = found ?? (narrow ? null : (lines[0] ?? null));
  return {
    chosen,
    /** The same while its panel is open. */
    shown: isClosed ? null : chosen,
    choose(id: string) {
      close(false);
      select(id);
    },
    closePanel: () => (narrow ? select(null) : close(true)),
    forget: () => select(null),
  };
}
