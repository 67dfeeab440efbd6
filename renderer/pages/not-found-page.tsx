import { IconMapOff } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { EmptyState } from '../parts/states.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const words = text.window.shell;
  const [, go] = useLocation();
  return (
    <EmptyState
      alone
      icon={<IconMapOff size={20} stroke={1.75} />}
      title={words.notFoundTitle}
      action={{ label: words.toStart, run: () => go('/') }}
    >
      {words.notFoundBody}
    </EmptyState>
  );
}
