import { Failure } from '#shared/errors.ts';
import { callerOf, type CloudParts, type GuardedContext, placeOf } from '../context.ts';
import { personAtDesk, subjectWords } from '../store/queries/support.ts';
import { createDesk } from '../support/create-desk.ts';
import type { Keep } from '../support/port.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { closeTicket, replyToTicket, showTicket, tellDesk } from './support-ticket.ts';

/** My tickets at the support desk (O3): of this cloud, or of a support site that it is connected to. */
export function supportOperations(parts: CloudParts) {
  const { auth, store } = parts;
  const desk = createDesk(parts);

  const whose = (context: GuardedContext) => ({
    organization: placeOf(context).organization,
    person: callerOf(context).person.id,
  });
  const asker = (context: GuardedContext) => personAtDesk(store.db, whose(context));
  const onlyHere = () => {
    if (desk.about.place === 'elsewhere') throw new Failure('not-here', { url: desk.about.url });
  };

  return {
    desk: os.support.desk.handler(() => desk.about),
    tickets: os.support.tickets.handler(async ({ context }) => desk.tickets(await asker(context))),

    create: os.support.create.handler(async ({ context, input }) => {
      await auth.countAttempt('ticket', context);
      const { subject, description, machine = null, bundle = null, idempotencyKey = null } = input;
      const { organization } = placeOf(context);
      const about = await subjectWords(store.db, organization, input);
      if (!about) throw new Failure('not-found', {});
      const who = await asker(context);
      const keep: Keep = (take) =>
        context.write(async (tx) => {
          const ticket = await take(tx);
          // Not what it says: an audit log is read by managers, a ticket by whoever asked.
          await recordDeed(parts, context, tx, { action: 'support.create', organization, subject: ticket.id });
          return ticket;
        });
      const ticket = await desk.create(who, { subject, description, machine, bundle, ...about }, idempotencyKey, keep);
      if (desk.about.place === 'here') await tellDesk(parts, who, { ticket, said: description, isNew: true });
      return ticket;
    }),

    show: os.support.show.handler(async ({ context, input }) => {
      onlyHere();
      return showTicket(parts, store.db, input.ticket, whose(context));
    }),
    reply: os.support.reply.handler(async ({ context, input }) => {
      onlyHere();
      await auth.countAttempt('ticket', context);
      return replyToTicket(parts, context, await asker(context), input);
    }),
    close: os.support.close.handler(async ({ context, input }) => {
      onlyHere();
      const mine = { id: input.ticket, whose: whose(context) };
      return closeTicket(parts, context, mine, (db) => showTicket(parts, db, mine.id, mine.whose));
    }),

    visit: os.support.visit.handler(async ({ context, input }) => ({
      url: await desk.wayTo(await asker(context), input.ticket ?? null),
    })),
  };
}
