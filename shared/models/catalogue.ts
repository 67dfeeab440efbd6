import { z } from 'zod';
import { Slug } from './id.ts';

/** What an edition includes: `yes`, `no`, or a limit in words such as "Set-up only". */
export const Service = z.object({ name: z.string().min(1).max(60), value: z.string().min(1).max(60) });
export type Service = z.infer<typeof Service>;

export const Edition = z.object({ id: Slug, name: z.string().min(1).max(60), services: z.array(Service).max(60) });
export type Edition = z.infer<typeof Edition>;

/** The pictures a product may choose from. */
export const Glyph = z.enum(['layers', 'target', 'film', 'brush', 'cube', 'wave']);
export type Glyph = z.infer<typeof Glyph>;

export const LinkKind = z.enum(['documentation', 'video', 'guide', 'tickets', 'contact', 'shop']);
export const Link = z.object({
  kind: LinkKind,
  title: z.string().min(1).max(80),
  summary: z.string().max(200),
  url: z.url({ protocol: /^https?$/ }),
});
export type Link = z.infer<typeof Link>;

export const Product = z.object({
  id: Slug,
  name: z.string().min(1).max(60),
  glyph: Glyph,
  /** Whether the versions people run can sign in with two-factor; those that cannot are named before it is turned on. */
  signsInWithTwoFactor: z.boolean().default(true),
  editions: z.array(Edition).min(1).max(40),
  links: z.array(Link).max(40),
});
export type Product = z.infer<typeof Product>;

/** Everything a vendor sells, and where its help is. Data, not code: imported by `vendor import-catalogue`. */
export const Catalogue = z.object({ products: z.array(Product).max(100), support: z.array(Link).max(40) });
export type Catalogue = z.infer<typeof Catalogue>;
