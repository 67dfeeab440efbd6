import { join } from 'node:path';
import { z } from 'zod';
import { type DiagnosticsSection, DiagnosticsStep } from '#shared/models/diagnostics.ts';
import { text } from '#shared/text/index.ts';
import { saveBytes } from '../../../adapters/save-bytes.ts';
import type { CompanionClient } from '../../../owner.ts';
import { isFolder } from '../offline/put.ts';
import { type OwnCommand, ownCommand, withCompanion } from '../own-command.ts';
import type { Terminal } from '../terminal.ts';
import { createStyle } from '../views/style.ts';

const words = text.cli.diagnostics;
const { titles } = text.diagnostics;
const leaveOut = z.array(DiagnosticsStep).default([]).describe(words.flags.leaveOut);

/** Runs all steps, with a line of progress where somebody sees it. */
async function collected(
  { companion }: CompanionClient,
  terminal: Terminal,
): Promise<{ report: string; sections: DiagnosticsSection[] }> {
  const sections: DiagnosticsSection[] = [];
  let report = '';
  const steps = DiagnosticsStep.options;
  try {
    for await (const event of await companion.diagnostics.collect({}, { signal: terminal.interrupted })) {
      report = event.report;
      if (event.section) sections.push(event.section);
      const next = steps[event.done];
      if (next && terminal.progressWidth > 0) terminal.progress(words.step(event.done, event.all, titles[next]));
    }
  } finally {
    terminal.progress(null);
  }
  return { report, sections };
}

/** `greenroom diagnostics collect`: everything as it would be in a bundle (O4). */
const collect = ownCommand(
  { words: ['diagnostics', 'collect'], summary: words.summaries.collect, example: 'diagnostics collect' },
  z.object({ leaveOut }),
  ({ input, json }, around) =>
    withCompanion(around, async (client) => {
      const { terminal } = around;
      const all = await collected(client, terminal);
      const sections = all.sections.filter(({ step }) => !input.leaveOut.includes(step));
      if (json) terminal.out(`${JSON.stringify({ sections })}\n`);
      else {
        const style = createStyle(terminal);
        for (const section of sections)
          terminal.out(`${headingOf(section, style.strong)}\n${printable(section.text)}\n\n`);
        terminal.out(`${words.next}\n`);
      }
      return 0;
    }),
);

/** `greenroom diagnostics save`: the bundle as a file (O4). */
const save = ownCommand(
  {
    words: ['diagnostics', 'save'],
    summary: words.summaries.save,
    example: 'diagnostics save --leave-out log --output /media/TRUCK2',
  },
  z.object({ leaveOut, output: z.string().min(1).default('.').describe(words.flags.output) }),
  ({ input, json }, around) =>
    withCompanion(around, async (client) => {
      const { terminal } = around;
      const { report, sections } = await collected(client, terminal);
      const bundle = await client.companion.diagnostics.pack({ report, leaveOut: input.leaveOut });
      const wanted = (await isFolder(input.output)) ? join(input.output, bundle.name) : input.output;
      const saved = await saveBytes(wanted, Buffer.from(bundle.data, 'base64'));
      const left = sections.filter(({ step }) => !input.leaveOut.includes(step));
      if (json) {
        terminal.out(`${JSON.stringify({ saved, bytes: bundle.bytes, files: bundle.files, sections: left })}\n`);
        return 0;
      }
      const failed = left.flatMap(({ failed: isFailed, title }) => (isFailed ? [title] : []));
      const lines = [
        words.saved(saved, bundle.bytes),
        ...(failed.length > 0 ? [words.incomplete(failed)] : []),
        words.readFirst,
      ];
      terminal.out(`${lines.join('\n')}\n`);
      return 0;
    }),
);

export const diagnosticsCommands: readonly OwnCommand[] = [collect, save];

const headingOf = ({ title, failed }: DiagnosticsSection, strong: (words: string) => string) =>
  strong(failed ? `${title} !` : title);

/** What a log holds may be more than letters, and a terminal would obey it. */
const printable = (words: string) =>
  words
    .split('\n')
    .map((line) => line.replaceAll(/\p{Cc}+/gu, ' '))
    .join('\n')
    .trimEnd();
