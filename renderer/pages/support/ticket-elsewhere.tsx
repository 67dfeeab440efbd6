import { IconExternalLink, IconLifebuoy } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { SupportDeskAbout } from '#shared/models/support.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { EmptyState, FailureNote } from '../../parts/states.tsx';
import { useAction, useApi, useStores } from '../../state/use.tsx';
import { addressOf } from './ticket-address.ts';
import { NoSuchTicket } from './no-such-ticket.tsx';

const words = text.window.support.ticket;

interface TicketElsewhereProps {
  organization: string;
  id: string;
  desk: SupportDeskAbout;
}

/** Goes on to the support site: in the portal by itself, and signed in where the site takes this account. */
export function TicketElsewhere({ organization, id, desk }: TicketElsewhereProps) {
  const { cloud, companion } = useApi();
  const { openLink, live } = useStores();
  const [, go] = useLocation();
  const leave = useAction(async () => {
    if (companion) {
      const url = new URL(encodeURIComponent(id), `${desk.url}/`).href;
      await openLink(addressOf({ id, url }, desk, live.getState().status?.cloud.url ?? ''), window);
      return;
    }
    const { url } = await cloud.support.visit({ organization, ticket: id });
    // In place of this page: going back must not lead here again, and from here on.
    location.replace(url);
  });
  // By itself only once: whoever comes back uses the button.
  const hasLeft = useRef(false);
  useEffect(() => {
    if (companion || hasLeft.current) return;
    hasLeft.current = true;
    void leave.run();
  });
  if (leave.failure?.code === 'not-found') return <NoSuchTicket />;
  return (
    <Page title={text.window.support.title}>
      <EmptyState
        icon={<IconLifebuoy size={20} stroke={1.75} />}
        title={words.goes(desk.site)}
        action={{
          label: words.open(desk.site),
          run: () => void leave.run(),
          busy: leave.busy,
          icon: <IconExternalLink {...line} />,
        }}
        other={{ label: words.back, run: () => go('/support') }}
      >
        {!companion && words.goesBody}
        <FailureNote failure={leave.failure} />
      </EmptyState>
    </Page>
  );
}
