import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { operation } from '../operation.ts';

/** What a cloud says about itself to anybody. */
export const CloudAbout = z.object({
  cloud: Id,
  name: z.string(),
  version: z.string(),
  product: z.literal('greenroom-cloud'),
  trustRoot: z.string().describe('the armoured trust roots, the newest first'),
  fingerprint: z.string().describe('words of the root key, to compare by eye'),
  needsSetUp: z.boolean().describe('there is no organization yet'),
  hasOutbox: z.boolean().describe('mails are shown on a page instead of being sent'),
  sample: z
    .object({ name: z.string(), email: z.string(), password: z.string() })
    .nullable()
    .describe('the sample person, on a cloud with sample data'),
});
export type CloudAbout = z.infer<typeof CloudAbout>;

export const about = {
  show: operation('Says which cloud this is and which keys speak for it', {
    needs: 'nothing',
    example: 'cloud about show',
  })
    .input(z.object({}))
    .output(CloudAbout),
};
