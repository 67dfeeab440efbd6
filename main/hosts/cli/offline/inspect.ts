import { z } from 'zod';
import { text } from '#shared/text/index.ts';
import { readClock } from '../../../adapters/boot.ts';
import { filePlatform } from '../../../adapters/file-platform.ts';
import { inspectFrom } from '../../../adapters/inspect-place.ts';
import { stateFolders } from '../../../adapters/state-folder.ts';
import { type OwnCommand, ownCommand } from '../own-command.ts';
import { withoutControls } from '../answer.ts';
import { inspected } from '../views/inspected.ts';
import { createStyle } from '../views/style.ts';
import { gather } from './gather.ts';

const words = text.cli.offline;

/** `greenroom inspect`, also as `greenroom offline inspect`: on any computer, with nobody signed in and no network (F12). */
const inspectAs = (...typed: string[]): OwnCommand =>
  ownCommand(
    {
      words: typed,
      summary: words.summaries.inspect,
      places: words.places,
      example: `${typed.join(' ')} RENDER-03-2027-01-14.license`,
    },
    z.object({}),
    async ({ places, json }, { terminal }) => {
      const { sources, skipped } = await gather(places, terminal);
      const looked = sources.map(({ name, text: found }) => ({
        name,
        files: inspectFrom(stateFolders(), found, filePlatform, readClock()),
      }));
      for (const { name, why } of skipped) terminal.error(`${words.report.skipped(name, why)}\n`);
      if (json) {
        const all = looked.flatMap(({ name, files }) => files.map((file) => ({ source: name, ...file })));
        terminal.out(`${JSON.stringify(all)}\n`);
        return 0;
      }
      const style = createStyle(terminal);
      const shown = looked.map(({ name, files }) => inspected(withoutControls(files), style, name));
      terminal.out(shown.length > 0 ? shown.join('\n') : `${words.inspected.none}\n`);
      return 0;
    },
  );

export const inspects = [inspectAs('inspect'), inspectAs('offline', 'inspect')];
