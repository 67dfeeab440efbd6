import { z } from 'zod';
import { Slug } from '#shared/models/id.ts';
import { text } from '#shared/text/index.ts';

const words = text.cli.offline;

/** For how long: a number of days, or `until-end`, which the contract calls null. */
export const Days = z
  .string()
  .regex(/^([1-9]|[1-5]\d|60|until-end)$/, words.daysProblem)
  .transform((typed) => (typed === 'until-end' ? null : Number(typed)))
  .optional()
  .describe(words.flags.days);

export const To = z.string().optional().describe(words.flags.to);
export const ProductFlag = Slug.optional();
