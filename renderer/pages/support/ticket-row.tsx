import { UnstyledButton } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { SupportDeskAbout, Ticket } from '#shared/models/support.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { DateCell } from '../../parts/date-cell.tsx';
import { line } from '../../parts/icons.ts';
import { Lamp, Tally } from '../../parts/tally.tsx';
import { toastFailure } from '../../parts/toast.tsx';
import { standingOfTicket } from '../../state/tickets.ts';
import { useStores } from '../../state/use.tsx';
import { addressOf } from './ticket-address.ts';
import css from './support.module.css';

const words = text.window.support;

interface TicketRowProps {
  ticket: Ticket;
  /** null: not known yet. */
  desk: SupportDeskAbout | null;
  now: number;
  zone: string;
}

/** One ticket: what, how far, when last. It opens here, or in the support site. */
export function TicketRow({ ticket, desk, now, zone }: TicketRowProps) {
  const { openLink, explain, live } = useStores();
  const [, go] = useLocation();
  const { tally, icon, word } = standingOfTicket(ticket);
  const isElsewhere = desk?.place === 'elsewhere';
  const open = () => {
    if (!isElsewhere) return go(`/support/${encodeURIComponent(ticket.id)}`);
    const url = addressOf(ticket, desk, live.getState().status?.cloud.url ?? location.origin);
    void openLink(url, window).catch((error: unknown) => toastFailure(explain(error)));
  };
  return (
    <UnstyledButton
      className={css.ticket}
      onClick={open}
      aria-label={isElsewhere ? words.opensThere(ticket.subject, word, desk.site) : words.opens(ticket.subject, word)}
    >
      <span className={css.lamp}>
        <Lamp state={tally} />
      </span>
      <span className={css.what}>
        <span className={css.subject}>{ticket.subject}</span>
        <span className={css.second}>
          {ticket.id}
          <span className={css.ago}>, {words.updated(dates.relative(ticket.updatedAt, now, zone))}</span>
        </span>
      </span>
      <span className={css.when}>
        <DateCell moment={ticket.updatedAt} now={now} zone={zone} />
      </span>
      <span className={css.state}>
        <Tally state={tally} icon={icon}>
          {word}
        </Tally>
      </span>
      {isElsewhere ? <IconExternalLink {...line} className={css.out} /> : <span />}
    </UnstyledButton>
  );
}
