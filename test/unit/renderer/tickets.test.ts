import { expect, it, onTestFinished, vi } from 'vitest';
import { Failure } from '#shared/errors.ts';
import type { DiagnosticsEvent, DiagnosticsStep } from '#shared/models/diagnostics.ts';
import { TicketStatus } from '#shared/models/support.ts';
import { createSessionStore, setSession } from '../../../renderer/state/session.ts';
import { createCollected, linesOfSteps } from '../../../renderer/state/diagnostics.ts';
import {
  emptyDraft,
  findTicket,
  makeTickets,
  matchesTicket,
  standingOfTicket,
  tooLarge,
} from '../../../renderer/state/tickets.ts';
import { addressOf } from '../../../renderer/pages/support/ticket-address.ts';

const ticket = {
  id: 'T-1',
  subject: 'Black output',
  status: 'pending' as const,
  createdAt: 1,
  updatedAt: 2,
  url: 'https://desk.example/hc/requests/1',
};

it('O3: every status has a tally, and only what waits for the person is amber', () => {
  const amber = TicketStatus.options.filter((status) => standingOfTicket({ status }).tally === 'soon');
  expect(amber).toEqual(['pending']);
});

it('O3: tickets are found by subject, number and state', () => {
  for (const query of ['', 'black', 'OUTPUT t-1', 'waits', '  out  '])
    expect([query, matchesTicket(query, ticket)]).toEqual([query, true]);
  expect(matchesTicket('white', ticket)).toBe(false);
});

it('O3: a click leads to the site, or through the portal where the site takes the account of the cloud', () => {
  const cloud = 'https://greenroom.example';
  expect(addressOf(ticket, { signIn: 'own-password' }, cloud)).toBe(ticket.url);
  expect(addressOf({ ...ticket, id: 'a/b' }, { signIn: 'cloud-account' }, cloud)).toBe(`${cloud}/support/a%2Fb`);
});

it('O3: a mail leads to a ticket of any organization of mine, wherever I work now', async () => {
  const shown = { ticket, product: null, license: null, machine: null, messages: [] };
  const asked: string[] = [];
  const show = (trouble: Failure) => async (organization: string) => {
    asked.push(organization);
    if (organization !== 'O-2') throw trouble;
    return shown;
  };
  const find = (organizations: string[], trouble: Failure = new Failure('not-found', {})) =>
    findTicket(organizations, show(trouble), (error) => error as Failure);
  expect(await find(['O-1', 'O-2', 'O-3'])).toEqual({ organization: 'O-2', shown });
  expect(asked).toEqual(['O-1', 'O-2']);
  await expect(find(['O-1', 'O-3'])).rejects.toMatchObject({ code: 'not-found' });
  const away = new Failure('cloud-unreachable', { url: 'https://cloud.example' });
  await expect(find(['O-1', 'O-2'], away), 'that says nothing about the ticket').rejects.toBe(away);
});

it('O3: a draft outlives a reload of the page, and is nobody else’s', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const load = (person: string) => {
    const session = createSessionStore();
    const signIn = (id: string) => setSession(session, { state: 'signed-in', who: { person: { id } } } as never);
    signIn(person);
    return { signIn, session, ...makeTickets({ api: { cloud: {} }, session } as never) };
  };
  const written = { ...emptyDraft, subject: 'Black output', withDiagnostics: true };
  load('P-1').draft.setState(written);
  expect(load('P-2').draft.getState()).toEqual(emptyDraft);
  const again = load('P-1');
  expect(again.draft.getState()).toEqual(written);
  again.signIn('P-2');
  expect(again.draft.getState()).toEqual(emptyDraft);
  again.signIn('P-1');
  expect(again.draft.getState(), 'whoever signs out leaves nothing behind').toEqual(emptyDraft);
  expect(JSON.stringify([...kept.values()])).not.toContain('Black');
});

it('O4: a bundle that is too large for a ticket is said to be', () => {
  expect(tooLarge(20_000)).toBeNull();
  expect(tooLarge(2_000_000)).toContain('Leave out the log');
});

const section = (step: DiagnosticsStep, failed = false) => ({ step, title: step, failed, text: 'x' });

it('O4: the steps are shown as they come; one may be left out, and stays so when they run again', async () => {
  async function* events(): AsyncGenerator<DiagnosticsEvent, void, void> {
    yield { report: 'D-1', done: 0, all: 10, section: null };
    yield { report: 'D-1', done: 1, all: 10, section: section('machine') };
    yield { report: 'D-1', done: 2, all: 10, section: section('cloud', true) };
  }
  const collect = vi.fn(async () => events());
  const store = createCollected({ diagnostics: { collect, pack: vi.fn() } as never }, (error) => error as Failure);
  store.toggle('log');
  const running = store.run();
  expect(linesOfSteps(store.getState())[0]).toMatchObject({ step: 'machine', state: 'running' });
  await running;
  const states = linesOfSteps(store.getState()).map(({ state }) => state);
  expect(states.slice(0, 3)).toEqual(['done', 'incomplete', 'waiting']);
  store.toggle('machine');
  expect(linesOfSteps(store.getState())[0]?.state).toBe('left-out');
  await store.run();
  expect(store.getState()).toMatchObject({ phase: 'done', report: 'D-1', leftOut: ['log', 'machine'] });
});

it('O4: what goes wrong is said, and what came stays', async () => {
  async function* events(): AsyncGenerator<DiagnosticsEvent, void, void> {
    yield { report: 'D-1', done: 1, all: 10, section: section('machine') };
    throw new Failure('owner-unreachable', { path: 'x' });
  }
  const store = createCollected(
    { diagnostics: { collect: async () => events(), pack: vi.fn() } as never },
    (error) => error as Failure,
  );
  await store.run();
  expect(store.getState()).toMatchObject({ phase: 'failed', failure: { code: 'owner-unreachable' } });
  expect(store.getState().sections).toHaveLength(1);
});
