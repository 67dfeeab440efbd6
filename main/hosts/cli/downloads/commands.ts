import { z } from 'zod';
import { misused } from '#shared/arguments/read.ts';
import { contract } from '#shared/contract/index.ts';
import { Id, Slug } from '#shared/models/id.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../../owner.ts';
import { type OwnCommand, ownCommand } from '../own-command.ts';
import { follow } from './follow.ts';
import { runTransfers, untilInterrupted } from './run.ts';

const { summaries, flags, library: words, ...said } = text.cli.downloads;
const { download, library } = contract.companion;
const exampleOf = (operation: { '~orpc': { meta: { example?: string } } }) => operation['~orpc'].meta.example ?? '';

const detach = z.boolean().default(false).describe(flags.detach);
const artifacts = z.array(Slug).min(1).optional();
const organization = Id.optional().describe(flags.organization);
const which = { product: Slug, version: z.string() };

/** `greenroom download start`: stays until the release is here. */
const start = ownCommand(
  { words: ['download', 'start'], summary: summaries.start, places: null, example: exampleOf(download.start) },
  z.object({ ...which, artifacts: artifacts.describe(flags.artifacts), organization, detach }),
  ({ input: { detach: leaves, ...wanted }, json }, around) =>
    runTransfers(around, { json, detach: leaves }, ({ companion }) => companion.download.start(wanted)),
);

/** `greenroom download resume`: stays where nobody else goes on with it. */
const resume = ownCommand(
  { words: ['download', 'resume'], summary: summaries.resume, places: null, example: exampleOf(download.resume) },
  z.object({ transfer: Id.optional().describe(flags.transfer) }),
  ({ input: { transfer }, json }, around) =>
    runTransfers(around, { json, detach: true }, async ({ companion }) => {
      const all = await companion.download.resume({ transfer });
      const goesOn = all.filter(({ state }) => state !== 'done' && state !== 'failed' && state !== 'paused');
      return transfer === undefined ? goesOn : goesOn.filter(({ id }) => id === transfer);
    }),
);

/** `greenroom download watch`: until Ctrl C. */
const watch = ownCommand(
  { words: ['download', 'watch'], summary: summaries.watch, places: null },
  z.object({}),
  async ({ json }, { attach, terminal }) => {
    const ownership = await attach({ goesOn: true });
    try {
      const signal = terminal.interrupted;
      const events = await ownership.client.companion.download.watch({}, { signal });
      await follow(untilInterrupted(events, signal), { ids: null, json }, terminal);
      if (!json) terminal.error(`${ownership.role() === 'owner' ? said.stopped : said.stoppedFollowing}\n`);
      return 0;
    } finally {
      await ownership.stop();
    }
  },
);

/** `greenroom library save`: stays until all of it is on the stick. */
const save = ownCommand(
  { words: ['library', 'save'], summary: summaries.save, places: null, example: exampleOf(library.save) },
  z.object({
    ...which,
    drive: z.string().optional().describe(flags.drive),
    artifacts: artifacts.describe(flags.artifacts),
    organization,
    detach,
  }),
  ({ input: { detach: leaves, drive, ...wanted }, json }, around) =>
    runTransfers(around, { json, detach: leaves }, async (client) =>
      client.companion.library.save({ ...wanted, drive: drive ?? (await onlyStick(client)) }),
    ),
);

/** `greenroom library add`: stays until all of it is in the library. */
const add = ownCommand(
  { words: ['library', 'add'], summary: summaries.add, places: null, example: exampleOf(library.add) },
  z.object({
    drive: z.string().optional().describe(flags.drive),
    folder: z.string().optional().describe(flags.folder),
    artifacts: artifacts.describe(flags.artifactsOnStick),
    detach,
  }),
  ({ input: { detach: leaves, drive, folder, artifacts: some }, json }, around) =>
    runTransfers(around, { json, detach: leaves }, async (client) => {
      const from = drive !== undefined && folder !== undefined ? { drive, folder } : await onlyCarried(client, drive);
      return client.companion.library.add({ ...from, artifacts: some });
    }),
);

async function onlyStick({ companion }: CompanionClient): Promise<string> {
  const drives = await companion.drive.list({});
  const [first, ...others] = drives.map(({ id }) => id);
  if (first === undefined) throw misused('--drive', words.noStick);
  if (others.length > 0) throw misused('--drive', words.severalSticks([first, ...others]));
  return first;
}

async function onlyCarried({ companion }: CompanionClient, drive: string | undefined) {
  const all = (await companion.library.carried({})).filter((release) => drive === undefined || release.drive === drive);
  const [first, ...others] = all;
  if (first === undefined) throw misused('--folder', words.noneCarried);
  if (others.length > 0) throw misused('--folder', words.severalCarried(all.map(({ folder }) => folder)));
  return { drive: first.drive, folder: first.folder };
}

/** Transfers as people use them in a terminal: a command stays until it is done. Each takes the place of the bare operation of the same name. */
export const downloadCommands: readonly OwnCommand[] = [start, resume, watch, save, add];
