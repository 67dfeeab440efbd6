import { z } from 'zod';
import { Id, Slug } from './id.ts';
import { line } from './line.ts';
import { Moment } from './time.ts';

/** How far a ticket is. Words of the support site: `hold` waits for somebody else than the two who write. */
export const TicketStatus = z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']);
export type TicketStatus = z.infer<typeof TicketStatus>;

export const TicketSubject = line(150);

/** What somebody writes: text over several lines. It may be Markdown, and is shown as it was typed. */
export const TicketText = z
  .string()
  .trim()
  .min(1)
  .max(20_000)
  .regex(/^(?:[^\p{Cc}\u202A-\u202E\u2066-\u2069]|[\n\r\t])*$/u)
  .transform((text) => text.replaceAll(/\r\n?/g, '\n'));

/** The name of a machine, as its person calls it. */
export const TicketMachine = TicketSubject.max(60);

/** So many bytes of a packed bundle go with a ticket; a call carries a megabyte in all, and base64 takes a third more. */
export const mostBundleBytes = 600_000;

/** A file that goes with a ticket: a packed bundle of diagnostics. */
export const TicketBundle = z.object({
  name: z
    .string()
    .regex(/^[\w .-]{1,80}\.zip$/)
    .describe('greenroom-diagnostics.zip'),
  data: z
    .base64()
    .min(4)
    .max(Math.ceil(mostBundleBytes / 3) * 4)
    .describe('the file, as base64'),
});
export type TicketBundle = z.infer<typeof TicketBundle>;

export const Ticket = z.object({
  id: Id,
  subject: z.string(),
  status: TicketStatus,
  createdAt: Moment,
  updatedAt: Moment,
  url: z.url().describe('of the ticket in the support site'),
});
export type Ticket = z.infer<typeof Ticket>;

export const TicketFile = z.object({ id: Id, name: z.string(), bytes: z.int() });

export const TicketMessage = z.object({
  id: Id,
  at: Moment,
  from: z.enum(['person', 'support']),
  name: z.string().describe('as they were called then'),
  text: z.string(),
  files: z.array(TicketFile),
});
export type TicketMessage = z.infer<typeof TicketMessage>;

/** A ticket of the desk of this cloud, with everything that was written. The oldest message first. */
export const TicketWithMessages = z.object({
  ticket: Ticket,
  product: z.string().nullable().describe('its name'),
  license: z.string().nullable().describe('product and edition in words'),
  machine: z.string().nullable(),
  messages: z.array(TicketMessage),
});
export type TicketWithMessages = z.infer<typeof TicketWithMessages>;

/** What a ticket is made of. */
export const TicketWish = z.object({
  subject: TicketSubject,
  description: TicketText.describe('Markdown, shown as text'),
  product: Slug.optional(),
  license: Id.optional(),
  machine: TicketMachine.optional().describe('the name of the machine it is about'),
  bundle: TicketBundle.optional().describe('diagnostics that were looked at before'),
});
export type TicketWish = z.infer<typeof TicketWish>;

/** Where tickets are answered. */
export const SupportDeskAbout = z.object({
  place: z.enum(['here', 'elsewhere']).describe('here: the desk of this cloud; elsewhere: a support site of its own'),
  site: z.string().describe('what to call it: the host of the support site, or the name of this cloud'),
  url: z.url(),
  signIn: z
    .enum(['cloud-account', 'own-password'])
    .describe('how somebody signs in there: with the account of this cloud, or with a password of that site'),
});
export type SupportDeskAbout = z.infer<typeof SupportDeskAbout>;
