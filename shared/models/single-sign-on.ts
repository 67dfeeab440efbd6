import { z } from 'zod';
import { Moment } from './time.ts';

/** What stands behind the @ of an address: studio.example. */
export const MailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
    'not a domain such as studio.example',
  )
  .meta({ format: 'hostname' });

/** The address that a provider gives itself; what it publishes about itself lies below it. */
export const Issuer = z
  .string()
  .trim()
  .max(300)
  .regex(
    /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/,
    'must be an address such as https://login.studio.example, without ? and #',
  );

export const ClientId = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[\x20-\x7e]*$/, 'must be printable');
export const ClientSecret = z
  .string()
  .min(1)
  .max(1_000)
  .regex(/^[\x20-\x7e]*$/, 'must be printable');

/** A domain counts from when it is proven. */
export const SignOnDomain = z.object({
  domain: z.string(),
  record: z.string().describe('to be published as a TXT record of the domain'),
  provenAt: Moment.nullable(),
  provenBy: z.enum(['dns', 'vendor']).nullable(),
});
export type SignOnDomain = z.infer<typeof SignOnDomain>;

export const SignOnSettings = z.object({
  issuer: z.string().nullable(),
  clientId: z.string().nullable(),
  hasSecret: z.boolean().describe('the secret itself is never shown again'),
  isOn: z.boolean(),
  isRequired: z.boolean().describe('who has an address of these domains must use it; Owners need not'),
  domains: z.array(SignOnDomain),
  redirectUrl: z.url().describe('to be registered at the provider'),
  linked: z.int().describe('people who have signed in with it'),
});
export type SignOnSettings = z.infer<typeof SignOnSettings>;

/** What was found out about a provider, as exactly as it can be told. */
export const SignOnProbe = z.discriminatedUnion('state', [
  z.object({ state: z.literal('works'), issuer: z.string(), endpoint: z.string().describe('where people sign in') }),
  z.object({ state: z.literal('not-set-up') }),
  z.object({ state: z.literal('address-refused') }),
  z.object({ state: z.literal('unreachable'), why: z.enum(['unknown-host', 'unreachable', 'too-slow']) }),
  z.object({ state: z.literal('not-trusted'), why: z.string() }),
  z.object({ state: z.literal('not-a-provider'), status: z.int().nullable() }),
  z.object({ state: z.literal('wrong-issuer'), found: z.string() }),
  z.object({ state: z.literal('unsuitable'), missing: z.string() }),
  z.object({ state: z.literal('no-client'), why: z.string() }),
]);
export type SignOnProbe = z.infer<typeof SignOnProbe>;
