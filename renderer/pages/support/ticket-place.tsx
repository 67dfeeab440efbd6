import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import { makeTickets } from '../../state/tickets.ts';
import { useKept, useResource } from '../../state/use.tsx';
import { TicketElsewhere } from './ticket-elsewhere.tsx';
import { TicketHere } from './ticket-here.tsx';

const words = text.window.support;

interface TicketPlaceProps {
  organization: string;
  ticket: string;
}

/** A ticket, where it is answered: here, or in the support site. */
export function TicketPlace({ organization, ticket }: TicketPlaceProps) {
  const desk = useResource(useKept(makeTickets).desk(organization));
  if (desk.value?.place === 'here') return <TicketHere organization={organization} id={ticket} />;
  if (desk.value) return <TicketElsewhere organization={organization} id={ticket} desk={desk.value} />;
  return (
    <Page title={words.title}>
      {desk.failure ? (
        <ErrorState
          failure={desk.failure}
          title={words.failed}
          action={{ label: text.window.parts.tryAgain, run: () => void desk.refresh() }}
        />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}
