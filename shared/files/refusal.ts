import { z } from 'zod';
import { Moment } from '../models/time.ts';

const refusal = <Code extends string, Shape extends z.ZodRawShape>(code: Code, sides: Shape) =>
  z.object({ code: z.literal(code), ...sides });

/**
 * Why a signed file is not accepted: a closed list (FILES, rule 2). Where two things differ, both are named.
 * The sentences are in `text.refusals`.
 */
export const Refusal = z.discriminatedUnion('code', [
  refusal('not-a-greenroom-file', {}),
  refusal('damaged', { part: z.enum(['block', 'envelope', 'content']) }),
  refusal('unknown-version', { found: z.string(), known: z.string() }),
  refusal('wrong-kind', { found: z.string(), wanted: z.string() }),
  refusal('untrusted-key', {
    key: z.string(),
    trusted: z.string().nullable().describe('who is trusted here; null: no cloud yet'),
  }),
  refusal('bad-signature', { key: z.string() }),
  refusal('other-cloud', { found: z.string(), here: z.string() }),
  refusal('other-machine', { found: z.string(), here: z.string() }),
  refusal('other-organization', {
    found: z.string().nullable().describe('named only to people who belong to both'),
    here: z.string(),
  }),
  refusal('other-product', { found: z.string(), here: z.string() }),
  refusal('not-yet-valid', { from: Moment, now: Moment }),
  refusal('import-by-passed', { importBy: Moment, now: Moment }),
  refusal('superseded', { found: z.int(), applied: z.int() }),
  refusal('already-applied', { sequence: z.int() }),
  refusal('already-returned', { license: z.string() }),
  refusal('unknown-request', { found: z.string().nullable(), asked: z.string() }),
  refusal('request-changed', { request: z.string() }),
  refusal('machine-barred', { machine: z.string() }),
  refusal('clock-needs-attention', { now: Moment, signed: Moment }),
]);
export type Refusal = z.infer<typeof Refusal>;
export type RefusalCode = Refusal['code'];
