import { z } from 'zod';
import { Document, DocumentKind, DocumentTitle, DocumentVersion, DocumentView } from '../../models/document.ts';
import { operation } from '../operation.ts';
import { IdempotencyKey } from './license.ts';

/** The terms of use, and how data is used: what everybody who signs up agrees to, version by version (A1). */
export const document = {
  show: operation(
    'Shows the terms of use, or how data is used',
    { needs: 'nothing', example: 'cloud document show --kind terms' },
    ['not-found'],
  )
    .input(z.object({ kind: DocumentKind, version: DocumentVersion.optional().describe('the newest when left out') }))
    .output(Document),
};

/** What the vendor does with them. A published version never changes. */
export const vendorDocument = {
  publish: operation(
    'Publishes a new version of the terms, or of how data is used; everybody is asked to agree again',
    { needs: 'vendor', example: 'document publish --kind terms --version 2 --input terms.md' },
    ['document-exists', 'conflict'],
  )
    .input(
      z.object({
        kind: DocumentKind,
        version: DocumentVersion,
        title: DocumentTitle.optional().describe('the first heading of the text when left out'),
        text: z.string().trim().min(1).max(200_000).describe('Markdown; with --input FILE.md that file'),
        idempotencyKey: IdempotencyKey.optional(),
      }),
    )
    .output(DocumentView),
  list: operation('Lists all published versions, the newest first', { needs: 'vendor', example: 'document list' })
    .input(z.object({}))
    .output(z.array(DocumentView)),
};
