import { Button } from '@mantine/core';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { text } from '#shared/text/index.ts';
import { EmptyState, ErrorState, FailureNote, LoadingState } from '../../parts/states.tsx';
import type { TeamList } from './use-team-list.ts';
import css from './team.module.css';

const words = text.window.team;

interface TeamBodyProps {
  list: TeamList;
  query: string;
  onClearQuery: () => void;
  onShowAll: () => void;
  children: ReactNode;
}

/** The list, or why it is not there; under it, why the next ones did not come. */
export function TeamBody({ list, query, onClearQuery, onShowAll, children }: TeamBodyProps) {
  const again = { label: text.window.parts.tryAgain, run: () => void list.refresh() };
  if (list.value && list.value.rows.length > 0)
    return (
      <>
        {children}
        {list.failure && (
          <div className={css.failure}>
            <FailureNote failure={list.failure} />
            <Button onClick={again.run}>{again.label}</Button>
          </div>
        )}
      </>
    );
  if (list.failure) return <ErrorState failure={list.failure} title={words.failed} action={again} />;
  if (list.value === null) return <LoadingState />;
  if (query !== '')
    return (
      <EmptyState
        icon={<IconSearch size={20} stroke={1.75} />}
        title={words.nothingFound(query)}
        action={{ label: words.clearSearch, run: onClearQuery }}
        other={{ label: words.showAll, run: onShowAll }}
      />
    );
  return (
    <EmptyState
      icon={<IconUsers size={20} stroke={1.75} />}
      title={words.nobody}
      action={{ label: words.showAll, run: onShowAll }}
    >
      {words.nobodyBody}
    </EmptyState>
  );
}
