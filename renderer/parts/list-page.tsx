import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { dates } from '#shared/text/en/dates.ts';
import type { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import type { Resource } from '../state/resource.ts';
import { type KeyHint, KeyHints } from './keys.tsx';
import { useIsNarrow } from './side-panel.tsx';
import { EmptyState, ErrorState, FailureNote, LoadingState } from './states.tsx';
import css from './list-page.module.css';

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
  const { failure, value, refresh } = resource;
  const again = () => void refresh();
  if (count > 0)
    return (
      <>
        {children}
        <ListTrouble failure={failure} onAgain={again} />
      </>
    );
  if (failure)
    return (
      <ErrorState failure={failure} title={words.failed} action={{ label: text.window.parts.tryAgain, run: again }} />
    );
  if (value === null) return <LoadingState />;
  if (query.trim() === '') return empty;
  return (
    <EmptyState
      icon={<IconSearch size={20} stroke={1.75} />}
      title={words.nothingFound(query)}
      action={{ label: words.showAll, run: onClearQuery }}
    />
  );
}

/** Under a list that is shown: why it is not as it is now, or why the next rows did not come. */
export function ListTrouble({ failure, onAgain }: { failure: Failure | null; onAgain: () => void }) {
  if (!failure) return null;
  return (
    <div className={css.failure}>
      <FailureNote failure={failure} />
      <Button onClick={onAgain}>{text.window.parts.tryAgain}</Button>
    </div>
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
