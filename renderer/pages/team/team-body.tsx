import { IconSearch, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { text } from '#shared/text/index.ts';
import { ListTrouble } from '../../parts/list-page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import type { TeamList } from './use-team-list.ts';

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
        <ListTrouble failure={list.failure} onAgain={again.run} />
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
