import { IconLifebuoy } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { EmptyState } from '../../parts/states.tsx';

const words = text.window.support;

/** Nobody’s, or not mine: alike. */
export function NoSuchTicket() {
  const [, go] = useLocation();
  return (
    <Page title={words.title}>
      <EmptyState
        icon={<IconLifebuoy size={20} stroke={1.75} />}
        title={words.ticket.notFoundTitle}
        action={{ label: words.ticket.back, run: () => go('/support') }}
      >
        {words.ticket.notFoundBody}
      </EmptyState>
    </Page>
  );
}
