import { z } from 'zod';
import { Failure } from '#shared/errors.ts';
import { type Ticket, TicketStatus } from '#shared/models/support.ts';
import { text } from '#shared/text/index.ts';
import type { CloudParts } from '../context.ts';
import { newId } from '../ids.ts';
import type { Asker, NewTicket, SupportDesk } from './port.ts';
import type { SupportSite } from './settings.ts';
import { type CallSite, createCallSite } from './site-call.ts';
import { signInToken } from './site-token.ts';

/** As many as the site gives at once. */
const pageSize = 100;
/** Nobody waits for more pages than this. */
const mostPages = 5;

/** What Zendesk calls a request: a ticket as the person sees it who asked. */
const Request = z.object({
  id: z.int().positive(),
  subject: z.string().nullish(),
  description: z.string().nullish(),
  status: TicketStatus,
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
type Request = z.infer<typeof Request>;
const Page = z.object({ requests: z.array(Request), next_page: z.string().nullish() });
const Made = z.object({ ticket: Request });
const Uploaded = z.object({ upload: z.object({ token: z.string().min(1).max(400) }) });

/**
 * A support site with Zendesk's REST API (https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/).
 * Tickets are listed in the name of whoever asked (`person/token:…`), so the site itself shows nobody more than is theirs.
 * They are made in the name of the agent, with the person as requester: the only way for somebody the site has not met.
 */
export function createSiteDesk(
  site: SupportSite,
  { clock, random }: Pick<CloudParts, 'clock' | 'random'>,
  call: CallSite = createCallSite(site, clock),
): SupportDesk {
  const { host } = new URL(site.url);
  const at = (path: string) => new URL(path, site.url).href;
  const failed = (why: 'refused' | 'wrong-answer' | 'unverified', cause?: unknown) =>
    new Failure('support-failed', { site: host, why }, { cause });
  const ticketOf = (request: Request): Ticket => ({
    id: String(request.id),
    subject: oneLine(request.subject || request.description || '') || `#${request.id}`,
    status: request.status,
    createdAt: Date.parse(request.created_at),
    updatedAt: Date.parse(request.updated_at),
    url: at(`/hc/requests/${request.id}`),
  });

  function understood<T>(schema: z.ZodType<T>, body: unknown): T {
    const read = schema.safeParse(body);
    if (!read.success) throw failed('wrong-answer', read.error);
    return read.data;
  }

  /** Refused in the name of the person: the site does not know them, unless it refuses the agent as well. */
  async function isStranger(): Promise<boolean> {
    const { status } = await call({ path: '/api/v2/users/me.json', as: site.email });
    return status === 200;
  }

  async function upload({ bundle }: NewTicket): Promise<string[]> {
    if (!bundle) return [];
    const { status, body } = await call({
      path: `/api/v2/uploads.json?filename=${encodeURIComponent(bundle.name)}`,
      as: site.email,
      method: 'POST',
      file: Uint8Array.from(Buffer.from(bundle.data, 'base64')),
    });
    if (status !== 201) throw failed(status < 404 ? 'refused' : 'wrong-answer', new Error(`status ${status}`));
    return [understood(Uploaded, body).upload.token];
  }

  return {
    about: {
      place: 'elsewhere',
      site: host,
      url: at('/hc/requests'),
      signIn: site.jwtSecret === null ? 'own-password' : 'cloud-account',
    },

    async tickets({ person, isVerified }) {
      if (!isVerified) throw failed('unverified');
      const found: Ticket[] = [];
      for (let page = 1; page <= mostPages; page++) {
        const { status, body } = await call({
          path: `/api/v2/requests.json?sort_by=updated_at&sort_order=desc&per_page=${pageSize}&page=${page}`,
          as: person.email,
        });
        if (status === 401 && (await isStranger())) return { tickets: [], isWhole: true };
        if (status !== 200) throw failed(status < 404 ? 'refused' : 'wrong-answer', new Error(`status ${status}`));
        const { requests, next_page: next } = understood(Page, body);
        found.push(...requests.map(ticketOf));
        // Where the next page is, is known here; an address in an answer is not followed.
        if (!next) return { tickets: newestFirst(found), isWhole: true };
      }
      return { tickets: newestFirst(found), isWhole: false };
    },

    async create(asker, ticket, key, keep) {
      if (!asker.isVerified) throw failed('unverified');
      const uploads = await upload(ticket);
      const { status, body } = await call({
        path: '/api/v2/tickets.json',
        as: site.email,
        method: 'POST',
        ...(key !== null && { headers: { 'idempotency-key': `${asker.person.id}-${key}` } }),
        json: {
          ticket: {
            requester: { name: asker.person.name, email: asker.person.email },
            subject: ticket.subject,
            comment: { body: said(asker, ticket), uploads },
            external_id: asker.organization.id,
            tags: ['greenroom'],
          },
        },
      });
      if (status !== 201 && status !== 200)
        throw failed(status < 404 ? 'refused' : 'wrong-answer', new Error(`status ${status}`));
      const made = ticketOf(understood(Made, body).ticket);
      return keep(async () => made);
    },

    async wayTo({ person, isVerified }, ticket) {
      if (ticket !== null && !/^\d{1,16}$/.test(ticket)) throw new Failure('not-found', {});
      const target = at(ticket === null ? '/hc/requests' : `/hc/requests/${ticket}`);
      if (site.jwtSecret === null) return target;
      // Whoever could take any address would be signed in there as anybody.
      if (!isVerified) throw failed('unverified');
      const url = new URL('/access/jwt', site.url);
      const token = { secret: site.jwtSecret, jti: newId(random, 'J'), now: clock.now() };
      url.searchParams.set('jwt', signInToken(person, token));
      url.searchParams.set('return_to', target);
      return url.href;
    },
  };
}

/** What an agent reads: the words of whoever asks, then what it is about. */
function said({ organization }: Asker, { description, product, license, machine }: NewTicket): string {
  const words = text.mails.ticketAbout;
  const about = [
    words.organization(organization.name),
    product !== null && words.product(product),
    license !== null && words.license(license),
    machine !== null && words.machine(machine),
  ].filter(Boolean);
  return `${description}\n\n--\n${about.join('\n')}`;
}

const oneLine = (words: string) =>
  words
    .replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, 300);

const newestFirst = (tickets: readonly Ticket[]) => tickets.toSorted((one, other) => other.updatedAt - one.updatedAt);
