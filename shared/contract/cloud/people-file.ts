import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { PeopleLine } from '../../models/people-file.ts';
import { operation } from '../operation.ts';

const File = z.object({
  organization: Id,
  text: z
    .string()
    .min(1)
    .max(2_000_000)
    .describe(
      'CSV with the columns email, role and licenses; a column that is not there, or an empty cell, changes nothing',
    ),
});

/** People and their licenses as a CSV file, out and in (T3, L6). */
export const peopleFile = {
  export: operation('Writes the people of an organization with roles and licenses as CSV, part by part', {
    needs: 'team.view',
    subject: 'organization',
    example: 'cloud people-file export --organization O-1 --json',
  })
    .input(z.object({ organization: Id, offset: z.int().min(0).max(1_000_000).default(0) }))
    .output(
      z.object({
        text: z.string().describe('the first part begins with the headings'),
        rows: z.int(),
        next: z.int().nullable().describe('offset of the next part; null: that was all'),
      }),
    ),
  preview: operation(
    'Says what a CSV file of people would do, line by line, without doing it',
    {
      needs: 'team.manage',
      subject: 'organization',
      example: 'cloud people-file preview --organization O-1 --text "email,role\njo@studio.example,editor"',
    },
    ['not-a-people-file'],
  )
    .input(File)
    .output(
      z.object({ ignored: z.array(z.string()).describe('columns that say nothing here'), lines: z.array(PeopleLine) }),
    ),
  apply: operation(
    'Does what some lines of a CSV file say, each for itself; what is done already is not done again',
    { needs: 'team.manage', subject: 'organization' },
    ['not-a-people-file'],
  )
    .input(File.extend({ lines: z.array(z.int()).min(1).max(100).describe('by their numbers, as in the preview') }))
    .output(z.object({ lines: z.array(PeopleLine).describe('with what was done; a problem names what was not') })),
};
