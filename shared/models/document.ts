import { z } from 'zod';
import { line } from './line.ts';
import { Moment } from './time.ts';

/** What everybody who has an account agrees to: the terms of use, and how data is used. */
export const DocumentKind = z.enum(['terms', 'privacy']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** As its publisher calls it: 2, 2027-01, 1.4. */
export const DocumentVersion = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/)
  .max(40);

export const DocumentTitle = line(120);

export const DocumentRef = z.object({ kind: DocumentKind, version: DocumentVersion });
export type DocumentRef = z.infer<typeof DocumentRef>;

/** One published version, without its text. */
export const DocumentView = DocumentRef.extend({ title: z.string(), publishedAt: Moment });
export type DocumentView = z.infer<typeof DocumentView>;

export const Document = DocumentView.extend({
  text: z.string().describe('Markdown'),
  isNewest: z.boolean(),
});
export type Document = z.infer<typeof Document>;
