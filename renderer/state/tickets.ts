import { createStore, type StoreApi } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Failure } from '#shared/errors.ts';
import { mostBundleBytes, type Ticket, type TicketStatus, type TicketWithMessages } from '#shared/models/support.ts';
import { text } from '#shared/text/index.ts';
import { createByOrganization } from './by-organization.ts';
import { createResource, type ResourceStore } from './resource.ts';
import type { Around } from './stores.ts';
import type { Standing } from './tally.ts';

const { states } = text.window.support;

const standings: Record<TicketStatus, Standing> = {
  new: { tally: 'held', icon: 'sent', word: states.new },
  open: { tally: 'held', icon: 'user', word: states.open },
  pending: { tally: 'soon', word: states.pending },
  hold: { tally: 'held', icon: 'again', word: states.hold },
  solved: { tally: 'held', icon: 'check', word: states.solved },
  closed: { tally: 'free', word: states.closed },
};

/** Whose move it is. */
export const standingOfTicket = ({ status }: Pick<Ticket, 'status'>): Standing => standings[status];

export const isFinished = ({ status }: Pick<Ticket, 'status'>): boolean => status === 'solved' || status === 'closed';

/** Whether every word of a query is in the subject, the number or the state of a ticket. */
export function matchesTicket(query: string, ticket: Ticket): boolean {
  const said = `${ticket.subject} ${ticket.id} ${states[ticket.status]}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** A ticket that is not sent yet. */
export interface Draft {
  /** The same words sent twice are one ticket; other words are another. */
  key: string;
  subject: string;
  description: string;
  product: string | null;
  license: string | null;
  onMachine: boolean;
  withDiagnostics: boolean;
}

export const emptyDraft: Draft = {
  key: '',
  subject: '',
  description: '',
  product: null,
  license: null,
  onMachine: true,
  withDiagnostics: false,
};

export const isEmptyDraft = ({ subject, description }: Draft): boolean => (subject + description).trim() === '';

/** My tickets and my draft: they outlive the page, the draft also a reload, and go with the person. */
export interface Tickets {
  desk: (organization: string) => ResourceStore<Awaited<ReturnType<Around['api']['cloud']['support']['desk']>>>;
  list: (organization: string) => ResourceStore<Awaited<ReturnType<Around['api']['cloud']['support']['tickets']>>>;
  draft: StoreApi<Draft>;
}

export function makeTickets({ api: { cloud }, session, explain, now }: Around): Tickets {
  const desks = createByOrganization((organization) =>
    createResource(() => cloud.support.desk({ organization }), explain, now),
  );
  const lists = createByOrganization((organization) =>
    createResource(() => cloud.support.tickets({ organization }), explain, now),
  );
  const personOf = (state: ReturnType<typeof session.getState>) =>
    state.state === 'signed-in' ? state.who.person.id : null;
  const nameOfDraft = () => `greenroom.ticket.${personOf(session.getState())}`;
  const draft = createStore(
    persist(() => emptyDraft, { name: nameOfDraft(), storage: createJSONStorage(() => sessionStorage) }),
  );
  session.subscribe((next, last) => {
    if (personOf(next) === personOf(last)) return;
    for (const store of [...desks.all(), ...lists.all()]) store.clear();
    draft.persist.clearStorage();
    draft.persist.setOptions({ name: nameOfDraft() });
    draft.setState(emptyDraft, true);
  });
  return { desk: desks.of, list: lists.of, draft };
}

/** A ticket, and the organization it was asked in. */
export interface FoundTicket {
  organization: string;
  shown: TicketWithMessages;
}

/** A mail leads to a ticket without saying of which organization: it is looked for in one after the other. */
export async function findTicket(
  organizations: readonly string[],
  show: (organization: string) => Promise<TicketWithMessages>,
  explain: (error: unknown) => Failure,
): Promise<FoundTicket> {
  const [organization = '', ...others] = organizations;
  try {
    return { organization, shown: await show(organization) };
  } catch (error) {
    if (others.length === 0 || explain(error).code !== 'not-found') throw error;
    return findTicket(others, show, explain);
  }
}

/** Why a bundle cannot go with a ticket; null: it can. */
export const tooLarge = (bytes: number): string | null =>
  bytes > mostBundleBytes ? text.window.support.diagnostics.tooLarge(bytes, mostBundleBytes) : null;
