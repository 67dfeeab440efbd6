import { z } from 'zod';

/** Any identifier. Opaque: nothing may be read out of it. */
export const Id = z.string().min(1).max(64);
export type Id = z.infer<typeof Id>;

/** A key chosen by people for products and editions ("graphics", "ar-vs"). */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40);
export type Slug = z.infer<typeof Slug>;
