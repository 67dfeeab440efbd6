import { useWho } from '../../state/use.tsx';
import { SupportStart } from './support-start.tsx';
import { TicketPlace } from './ticket-place.tsx';

/** My tickets, guides, contact; or one ticket (O3). */
export function SupportPage({ ticket }: { ticket: string | undefined }) {
  const organization = useWho()?.current?.organization.id ?? null;
  if (ticket === undefined || organization === null)
    return <SupportStart key={organization} organization={organization} />;
  return <TicketPlace key={`${organization} ${ticket}`} organization={organization} ticket={ticket} />;
}
