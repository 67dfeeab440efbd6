import { z } from 'zod';
import { text } from '#shared/text/index.ts';
import { ownCommand, withCompanion } from '../own-command.ts';
import { Days, ProductFlag, To } from './inputs.ts';
import { put } from './put.ts';

const words = text.cli.offline;

/** `greenroom offline request`: the request as a file (F2). */
export const request = ownCommand(
  {
    words: ['offline', 'request'],
    summary: words.summaries.request,
    places: null,
    example: 'offline request --product graphics --days 30 --to /media/TRUCK2',
  },
  z.object({
    product: ProductFlag.describe(words.flags.product),
    edition: ProductFlag.describe(words.flags.edition),
    days: Days.describe(words.flags.daysWanted),
    purpose: z.enum(['activate', 'renew', 'repair']).default('activate').describe(words.flags.purpose),
    to: To,
  }),
  async ({ input: { to, ...wanted }, json }, around) => {
    const { terminal } = around;
    const [made, machine] = await withCompanion(around, async ({ companion }) => [
      await companion.offline.request(wanted),
      await companion.machine.show({}),
    ]);
    // With --json alone the file is in the answer.
    const place = json && to === undefined ? null : await put(made.file, to ?? '.', json ? silent : terminal);
    if (json) terminal.out(`${JSON.stringify({ ...made, saved: place })}\n`);
    else if (place !== null) terminal.out(`${words.requested(machine.name, place)}\n${words.carryRequest}\n`);
    return 0;
  },
);

/** Standard output carries one value with --json: the file is in it already. */
export const silent = { out: () => undefined };
