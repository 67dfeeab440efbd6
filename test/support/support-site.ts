import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export const agent = { email: 'agent@fathom.example', token: 'aB3dE5fG7hI9jK1l' };

interface SiteTicket {
  id: number;
  requester: string;
  subject: string | null;
  description: string;
  status: string;
  created_at: string;
  updated_at: string;
  external_id: string | null;
  uploads: string[];
}

/** What the site does instead of answering as documented. */
export type Trouble = 'slow' | 'refuses' | 'busy' | 'breaks' | 'malformed' | 'other-shape' | 'huge' | 'redirects';

/**
 * A support site with the part of Zendesk's REST API that is used: end users list their own requests as
 * `address/token:…`, agents make tickets for a requester, who is added when unknown. Offset pagination. Its pages say where
 * they are.
 */
export async function startSupportSite({ people = [] as string[] } = {}) {
  const known = new Set(people);
  const tickets: SiteTicket[] = [];
  const uploads = new Map<string, { name: string; bytes: Buffer }>();
  const byKey = new Map<string, SiteTicket>();
  const asked: string[] = [];
  const site = { trouble: null as Trouble | null, retryAfter: '90' as string | null };

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    asked.push(`${request.method} ${pathname}${searchParams.size > 0 ? `?${searchParams}` : ''}`);
    const body = await buffer(request);
    const json = (status: number, value: unknown, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    switch (site.trouble) {
      case 'slow':
        return;
      case 'refuses':
        return void json(401, { error: 'Couldn’t authenticate you' });
      case 'busy':
        return void json(
          429,
          { error: 'APIRateLimitExceeded' },
          site.retryAfter ? { 'retry-after': site.retryAfter } : {},
        );
      case 'breaks':
        return void response.writeHead(500).end('<h1>Oops</h1>');
      case 'malformed':
        return void response.writeHead(200).end('{"requests": [');
      case 'other-shape':
        return void json(200, { requests: [{ id: 'one', status: 'great' }] });
      case 'huge':
        return void response.writeHead(200).end(`{"requests":[],"x":"${'x'.repeat(9 * 1_048_576)}"}`);
      case 'redirects':
        return void response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end();
      case null:
    }
    // Its pages; whoever is not signed in is asked to.
    if (pathname === '/access/jwt')
      return void response.writeHead(302, { location: searchParams.get('return_to') ?? '/' }).end();
    if (pathname.startsWith('/hc/'))
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${pathname}</h1>`);
    const who = whoIs(request.headers.authorization);
    if (who === null || (who !== agent.email && !known.has(who)))
      return void json(401, { error: 'Couldn’t authenticate you' });
    if (pathname === '/api/v2/users/me.json') return void json(200, { user: { email: who } });
    if (pathname === '/api/v2/requests.json') {
      const size = Math.min(100, Number(searchParams.get('per_page') ?? 100));
      const page = Number(searchParams.get('page') ?? 1);
      const mine = tickets
        .filter(({ requester }) => requester === who)
        .toSorted((one, other) => (one.updated_at < other.updated_at ? 1 : -1));
      const requests = mine.slice((page - 1) * size, page * size).map(requestOf);
      const next = page * size < mine.length ? `http://elsewhere.example/api/v2/requests.json?page=${page + 1}` : null;
      return void json(200, { requests, next_page: next, previous_page: null, count: mine.length });
    }
    if (who !== agent.email) return void json(403, { error: 'Forbidden' });
    if (pathname === '/api/v2/uploads.json') {
      const token = `upload-${uploads.size + 1}`;
      uploads.set(token, { name: searchParams.get('filename') ?? '', bytes: body });
      return void json(201, { upload: { token, attachment: {} } });
    }
    if (pathname === '/api/v2/tickets.json') {
      const key = request.headers['idempotency-key'];
      const before = typeof key === 'string' ? byKey.get(key) : undefined;
      if (before) return void json(200, { ticket: before });
      const { ticket } = JSON.parse(body.toString());
      known.add(ticket.requester.email);
      const made = add(ticket.requester.email, ticket.subject, {
        description: ticket.comment.body,
        uploads: ticket.comment.uploads,
        external_id: ticket.external_id,
      });
      if (typeof key === 'string') byKey.set(key, made);
      return void json(201, { ticket: made });
    }
    return void json(404, { error: 'RecordNotFound' });
  }

  function add(requester: string, subject: string | null, more: Partial<SiteTicket> = {}): SiteTicket {
    const at = new Date(Date.UTC(2027, 0, 1) + tickets.length * 60_000).toISOString().replace('.000', '');
    const ticket = {
      id: 35_000 + tickets.length,
      requester,
      subject,
      description: 'Help',
      status: 'open',
      created_at: at,
      updated_at: at,
      external_id: null,
      uploads: [],
      ...more,
    };
    tickets.push(ticket);
    return ticket;
  }

  return { url, site, tickets, uploads, asked, add, stop };
}

/** An end user sees no external id, no internal fields. */
const requestOf = ({ id, subject, description, status, created_at, updated_at }: SiteTicket) => ({
  id,
  url: `https://fathom.example/api/v2/requests/${id}.json`,
  subject,
  description,
  status,
  created_at,
  updated_at,
});

function whoIs(authorization = ''): string | null {
  const [, encoded = ''] = /^Basic (.+)$/.exec(authorization) ?? [];
  const [, who = null, token] = /^(.+)\/token:(.+)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return token === agent.token ? who : null;
}
