import { z } from 'zod';
import { AuditCursor, AuditFilter, AuditPage } from '../../models/audit.ts';
import { ExportFormat } from '../../models/export.ts';
import { Id } from '../../models/id.ts';
import { operation } from '../operation.ts';

const Search = AuditFilter.extend({
  organization: Id,
  cursor: AuditCursor.optional().describe('“next” of the page before'),
});

/** Who did what in an organization, when and from where (T10). */
export const audit = {
  list: operation('Lists who did what in an organization, when and from where, the newest first', {
    needs: 'audit.view',
    subject: 'organization',
    example: 'cloud audit list --organization O-1 --kind licenses --from 2026-11-01',
  })
    .input(
      Search.extend({
        limit: z.int().min(1).max(500).default(100).describe('a page may hold fewer although there is a next one'),
      }),
    )
    .output(AuditPage),
  export: operation('Writes the audit log of an organization as text, part by part, the newest first', {
    needs: 'audit.view',
    subject: 'organization',
    example: 'cloud audit export --organization O-1 --format csv --json',
  })
    .input(Search.extend({ format: ExportFormat }))
    .output(
      z.object({
        text: z.string().describe('one line each; CSV begins with its headings in the first part'),
        rows: z.int(),
        next: AuditCursor.nullable().describe('where the next part begins; null: that was all'),
      }),
    ),
};
