import type { CloudClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { Ticket, TicketWithMessages } from '#shared/models/support.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import type { Watched } from './world.ts';

const portal = 'https://greenroom.northlight.example';

/** The desk of a cloud, in memory. */
export function fakeSupport(world: Watched): CloudClient['support'] {
  const { now } = world.status;
  const urlOf = (id: string) => `${portal}/support/${id}`;
  const ticket = (id: string, subject: string, status: Ticket['status'], age: number): Ticket => ({
    id,
    subject,
    status,
    createdAt: now - age - 2 * day,
    updatedAt: now - age,
    url: urlOf(id),
  });
  let tickets: Ticket[] = [
    ticket('T-3', 'Camera 2 drifts after an hour on air', 'pending', 20 * minute),
    ticket('T-2', 'Which driver for two RTX 6000 in one machine?', 'open', 5 * hour),
    ticket('T-1', 'LED processor shows a line at the seam', 'solved', 9 * day),
  ];
  const messages: Record<string, TicketWithMessages['messages']> = {
    'T-3': [
      {
        id: 'N-1',
        at: now - 3 * hour,
        from: 'person',
        name: 'Ingrid Aas',
        text: 'After an hour on air camera 2 is off by a few centimetres.\n\n- lens: 18-110\n- since 25.4.0',
        files: [{ id: 'F-1', name: 'greenroom-diagnostics.zip', bytes: 18_400 }],
      },
      {
        id: 'N-2',
        at: now - 20 * minute,
        from: 'support',
        name: 'Fathom support',
        text: 'Thank you, the log shows it: the lens file is of another serial. Please calibrate once more and say if it stays.',
        files: [],
      },
    ],
  };
  const through = () => {
    if (world.failing) throw world.failing;
  };
  const find = (id: string) => {
    const found = tickets.find((each) => each.id === id);
    if (!found) throw new Failure('not-found', {});
    return found;
  };
  const shown = (id: string): TicketWithMessages => ({
    ticket: find(id),
    product: 'Tracking',
    license: null,
    machine: 'OB-1-RENDER-03',
    messages: messages[id] ?? [],
  });
  const change = (id: string, status: Ticket['status']) => {
    const changed: Ticket = { ...find(id), status, updatedAt: world.status.now };
    tickets = [changed, ...tickets.filter((each) => each.id !== id)];
  };
  return {
    desk: async () => {
      through();
      return { place: 'here', site: 'Northlight Studios', url: `${portal}/support`, signIn: 'cloud-account' };
    },
    tickets: async () => {
      through();
      return { tickets, isWhole: true };
    },
    create: async ({ subject, description }) => {
      through();
      const made = ticket(`T-${tickets.length + 1}`, subject, 'new', 0);
      tickets = [made, ...tickets];
      const { name } = world.people.person;
      messages[made.id] = [{ id: `N-${made.id}`, at: now, from: 'person', name, text: description, files: [] }];
      return made;
    },
    show: async ({ ticket: id }) => {
      through();
      return shown(id);
    },
    reply: async ({ ticket: id, text }) => {
      through();
      change(id, 'open');
      const { name } = world.people.person;
      const message = { id: `N-${Date.now()}`, at: world.status.now, from: 'person' as const, name, text, files: [] };
      messages[id] = [...(messages[id] ?? []), message];
      return shown(id);
    },
    close: async ({ ticket: id }) => {
      through();
      change(id, 'closed');
      return shown(id);
    },
    visit: async ({ ticket: id }) => ({ url: id ? urlOf(id) : `${portal}/support` }),
  };
}
