import { Anchor, Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { explain, text } from '#shared/text/index.ts';
import { EmptyState, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { isEmptyDraft, makeTickets, matchesTicket } from '../../state/tickets.ts';
import { useKept, useNow, useResource, useWho, useZone } from '../../state/use.tsx';
import { TicketRow } from './ticket-row.tsx';
import css from './support.module.css';

const words = text.window.support;

interface MyTicketsProps {
  organization: string;
  query: string;
  onAsk: () => void;
}

/** My tickets, the newest first; or why they are not there. */
export function MyTickets({ organization, query, onAsk }: MyTicketsProps) {
  const tickets = useKept(makeTickets);
  const desk = useResource(tickets.desk(organization)).value;
  const { value, failure, phase, refresh } = useResource(tickets.list(organization));
  const draft = useStore(tickets.draft);
  const email = useWho()?.person.email ?? '';
  const now = useNow(60_000);
  const zone = useZone(organization);
  const found = value?.tickets.filter((ticket) => matchesTicket(query, ticket)) ?? [];
  return (
    <section className={css.section} aria-label={words.ticketsTitle}>
      <h2 className={css.title}>{words.ticketsTitle}</h2>
      {!isEmptyDraft(draft) && (
        <p className={css.draft}>
          <Tally state="held" icon="user">
            {words.ask.draft}
          </Tally>
          <Anchor component="button" type="button" onClick={onAsk}>
            {words.ask.goOn}
          </Anchor>
        </p>
      )}
      {failure && (
        <div className={css.failure} role="status">
          <Tally state="ended">{words.failed}</Tally>
          <p>
            {explain(failure).sentence} {explain(failure).next}
          </p>
          <Button size="xs" loading={phase === 'loading'} onClick={() => void refresh()}>
            {text.window.parts.tryAgain}
          </Button>
        </div>
      )}
      {value === null && !failure && <LoadingState />}
      {value !== null && value.tickets.length === 0 && (
        <EmptyState
          icon={<IconLifebuoy size={20} stroke={1.75} />}
          title={words.none}
          action={{ label: words.create, run: onAsk }}
        >
          {words.noneBody}
        </EmptyState>
      )}
      {value !== null && value.tickets.length > 0 && found.length === 0 && (
        <p className={css.quiet}>{words.nothingFound(query)}</p>
      )}
      {found.length > 0 && (
        <ul className={css.tickets}>
          {found.map((ticket) => (
            <li key={ticket.id}>
              <TicketRow ticket={ticket} desk={desk} now={now} zone={zone} />
            </li>
          ))}
        </ul>
      )}
      {desk?.place === 'elsewhere' && <p className={css.hint}>{words.elsewhere[desk.signIn](desk.site, email)}</p>}
      {value !== null && !value.isWhole && <p className={css.hint}>{words.older(desk?.site ?? '')}</p>}
    </section>
  );
}
