import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWho } from '../state/use.tsx';
import { Page } from './page.tsx';
import { EmptyState, type Way } from './states.tsx';

interface NotYoursProps {
  words: { title: string; notYoursTitle: (organization: string) => string; notYoursBody: string };
  icon: Icon;
  action: Way;
  other?: Way | undefined;
  children?: ReactNode;
}

/** A page for managers, and somebody who came by its address, or switched to an organization they do not manage. */
export function NotYours({ words, icon: PageIcon, action, other, children }: NotYoursProps) {
  const name = useWho()?.current?.organization.name ?? '';
  return (
    <Page title={words.title}>
      <EmptyState
        icon={<PageIcon size={20} stroke={1.75} />}
        title={words.notYoursTitle(name)}
        action={action}
        other={other}
      >
        {words.notYoursBody}
      </EmptyState>
      {children}
    </Page>
  );
}
