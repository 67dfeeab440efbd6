import { z } from 'zod';
import { misused } from '#shared/arguments/read.ts';
import { joinFiles } from '#shared/files/bundle.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../../owner.ts';
import { type Around, ownCommand, withCompanion } from '../own-command.ts';
import type { Terminal } from '../terminal.ts';
import { held } from '../views/licenses.ts';
import { createStyle } from '../views/style.ts';
import { gather } from './gather.ts';
import { put } from './put.ts';
import { silent } from './request.ts';

const words = text.cli.offline;
type Applied = Awaited<ReturnType<CompanionClient['companion']['offline']['apply']>>;

/** `greenroom offline apply`: finds what is for this machine, checks it in full, and uses it (F5). */
export const apply = ownCommand(
  {
    words: ['offline', 'apply'],
    summary: words.summaries.apply,
    places: words.places,
    example: 'offline apply /media/TRUCK2',
  },
  z.object({ to: z.string().optional().describe(words.flags.ackTo) }),
  async ({ input: { to }, places, json }, around) => {
    const { terminal } = around;
    const named = places.length > 0 ? await gather(places, terminal) : null;
    const applied = await withCompanion(around, async (client) => {
      const texts = named ? named.sources.map((source) => source.text) : await onSticks(client);
      return client.companion.offline.apply({ text: joinFiles(texts) });
    });
    for (const { name, why } of named?.skipped ?? []) terminal.error(`${words.report.skipped(name, why)}\n`);
    const { acknowledgement } = applied;
    const saved = acknowledgement && to !== undefined ? await put(acknowledgement, to, json ? silent : terminal) : null;
    if (json) terminal.out(`${JSON.stringify({ ...applied, saved })}\n`);
    else say(applied, saved, to === '-' ? around.terminal.error : around.terminal.out, around);
    return 0;
  },
);

/** What the sticks in this machine hold for it. */
async function onSticks({ companion }: CompanionClient): Promise<string[]> {
  const texts: string[] = [];
  for (const { id, files } of await companion.drive.list({})) {
    const ours = files.filter(({ isForThisMachine }) => isForThisMachine).map(({ name }) => name);
    if (ours.length === 0) continue;
    texts.push(...(await companion.drive.read({ drive: id, files: ours })).map((file) => file.text));
  }
  if (texts.length === 0) throw misused('', words.noStick);
  return texts;
}

function say(applied: Applied, saved: string | null, out: Terminal['out'], { terminal }: Around): void {
  const { leases, sequence, receipts, trustRoot } = applied;
  const lines = [
    ...(trustRoot === null ? [] : [words.rootApplied(trustRoot)]),
    ...receipts.map(({ license }) => words.receipt(license)),
    ...(sequence === null ? [] : [words.applied(sequence)]),
  ];
  out(`${lines.length > 0 ? lines.join('\n') : words.appliedNothing}\n`);
  if (leases) out(`\n${held(leases, createStyle(terminal))}`);
  if (saved !== null) out(`\n${words.saved(words.acknowledgement, saved)}\n${words.carryAcknowledgement}\n`);
}
