import { Button, Textarea } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { TicketWithMessages } from '#shared/models/support.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { line } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { ErrorState, FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import { createResource } from '../../state/resource.ts';
import { findTicket, isFinished, makeTickets, standingOfTicket } from '../../state/tickets.ts';
import { useAction, useApi, useFresh, useKept, useStores, useWho, useZone } from '../../state/use.tsx';
import { Messages } from './messages.tsx';
import { NoSuchTicket } from './no-such-ticket.tsx';
import css from './support.module.css';

const words = text.window.support.ticket;

/** A ticket at the desk of this cloud: everything that was written, a reply, and its end. */
export function TicketHere({ organization, id }: { organization: string; id: string }) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const places = useWho()?.memberships.map((membership) => membership.organization) ?? [];
  const [store] = useState(() => {
    const others = places.map((place) => place.id).filter((place) => place !== organization);
    const show = (of: string) => cloud.support.show({ organization: of, ticket: id });
    return createResource(() => findTicket([organization, ...others], show, explain), explain, now);
  });
  const { value, failure, refresh } = useFresh(store);
  if (value)
    return (
      <Shown
        {...value}
        elsewhere={places.find((place) => place.id === value.organization && place.id !== organization)?.name ?? null}
        onChange={(shown) => store.setState({ phase: 'ready', value: { ...value, shown }, failure: null, at: now() })}
      />
    );
  if (failure?.code === 'not-found') return <NoSuchTicket />;
  return (
    <Page title={text.window.support.title}>
      {failure ? (
        <ErrorState
          failure={failure}
          title={text.window.support.failed}
          action={{ label: text.window.parts.tryAgain, run: () => void refresh() }}
        />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}

interface ShownProps {
  organization: string;
  shown: TicketWithMessages;
  /** What the organization is called, where it is not the one I work in now. */
  elsewhere: string | null;
  onChange: (shown: TicketWithMessages) => void;
}

function Shown({ organization, shown, elsewhere, onChange }: ShownProps) {
  const { cloud } = useApi();
  const [, go] = useLocation();
  const list = useKept(makeTickets).list(organization);
  const zone = useZone(organization);
  const [written, write] = useState({ text: '', key: crypto.randomUUID() });
  const [closing, askToClose] = useState(false);
  const { ticket } = shown;
  const it = { organization, ticket: ticket.id };
  const { tally, icon, word } = standingOfTicket(ticket);
  const changed = async (next: TicketWithMessages) => {
    onChange(next);
    if (list.getState().phase !== 'idle') await list.refresh();
  };
  const reply = useAction(async () => {
    const next = await cloud.support.reply({ ...it, text: written.text, idempotencyKey: written.key });
    // What was written on meanwhile stays.
    write((last) => (last === written ? { text: '', key: crypto.randomUUID() } : last));
    toast({ tally: 'held', icon: 'sent', title: words.sent, message: text.window.support.ask.doneBody });
    await changed(next);
  });
  const close = useAction(async () => {
    const next = await cloud.support.close(it);
    askToClose(false);
    toast({ tally: 'held', icon: 'check', title: words.closed, message: words.closedBody });
    await changed(next);
  });
  return (
    <Page
      title={ticket.subject}
      actions={
        <>
          <Button leftSection={<IconArrowLeft {...line} />} onClick={() => go('/support')}>
            {words.back}
          </Button>
          {ticket.status !== 'closed' && (
            <Button leftSection={<IconCircleCheck {...line} />} onClick={() => askToClose(true)}>
              {words.close}
            </Button>
          )}
        </>
      }
    >
      <div className={css.thread}>
        <div className={css.about}>
          <Tally state={tally} icon={icon} chip>
            {word}
          </Tally>
          <Facts facts={factsOf(shown, elsewhere, zone)} />
        </div>
        <div className={css.written}>
          <Messages messages={shown.messages} zone={zone} />
          <form
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault();
              void reply.run();
            }}
          >
            <Textarea
              label={words.replyLabel}
              description={isFinished(ticket) ? words.replyReopens : undefined}
              autosize
              minRows={3}
              maxRows={12}
              maxLength={20_000}
              value={written.text}
              onChange={(event) => write({ text: event.currentTarget.value, key: crypto.randomUUID() })}
            />
            <FailureNote failure={reply.failure} />
            <div className={css.buttons}>
              <Button type="submit" variant="filled" loading={reply.busy} disabled={written.text.trim() === ''}>
                {words.send}
              </Button>
            </div>
          </form>
        </div>
      </div>
      <ConfirmDialog
        opened={closing}
        title={words.closeTitle}
        safe={words.closeSafe}
        confirm={words.close}
        harmless
        busy={close.busy}
        failure={close.failure}
        onConfirm={() => void close.run()}
        onClose={() => {
          close.clear();
          askToClose(false);
        }}
      >
        {words.closeBody}
      </ConfirmDialog>
    </Page>
  );
}

const factsOf = (
  { ticket, product, license, machine }: TicketWithMessages,
  elsewhere: string | null,
  zone: string,
): Fact[] =>
  [
    { label: words.number, value: ticket.id },
    { label: words.organization, value: elsewhere },
    { label: words.created, value: dates.dayAndTime(ticket.createdAt, zone) },
    { label: words.updated, value: dates.dayAndTime(ticket.updatedAt, zone) },
    { label: words.product, value: product },
    { label: words.license, value: license },
    { label: words.machine, value: machine },
  ].filter(({ value }) => value !== null);
