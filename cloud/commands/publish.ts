import { basename } from 'node:path';
import { kebabCase } from '#shared/arguments/commands.ts';
import { flagsOf } from '#shared/arguments/flags.ts';
import { readArguments } from '#shared/arguments/read.ts';
import type { Release } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { lookAtFiles, readDescriptions } from '../publish/given-files.ts';
import { readNotes } from '../publish/given-notes.ts';
import { publish, refused, type ReleaseToPublish } from '../publish/publish.ts';
import { WrongSize } from '../release-store/counted.ts';
import { publishCommand } from './commands.ts';
import { catchInterrupt, interruptedExit } from './interrupt.ts';
import { showProgress } from './publish-progress.ts';
import type { Terminal } from './terminal.ts';
import { vendorClient, withParts } from './vendor.ts';

const say = text.publish;

/** Publishes a release with the files that were named. */
export async function runPublish(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { release, json } = await understand(argv);
  const { signal, end } = catchInterrupt();
  const progress = showProgress(terminal.stderr);
  try {
    const done = await withParts(terminal, (parts) =>
      publish(parts, release, {
        signal,
        onProgress: progress.show,
        publish: (input) => vendorClient(parts).release.publish(input),
      }),
    );
    progress.clear();
    terminal.stdout.write(`${json ? JSON.stringify(done.release, null, 2) : resultOf(done)}\n`);
    return 0;
  } catch (error) {
    progress.clear();
    if (error instanceof WrongSize) throw refused({ field: progress.file(), problem: say.file.changed });
    if (!signal.aborted) throw error;
    terminal.stderr.write(`${say.interrupted}\n`);
    return interruptedExit;
  } finally {
    end();
  }
}

function resultOf({ release, productName, isNew }: { release: Release; productName: string; isNew: boolean }): string {
  const { version, channel, artifacts } = release;
  const what = { product: productName, version, channel };
  const size = artifacts.reduce((sum, artifact) => sum + artifact.size, 0);
  return isNew ? say.done({ ...what, count: artifacts.length, size }) : say.doneBefore(what);
}

/** What the command line asks for. Throws `invalid-input` with everything that is wrong with it, before anything is opened. */
async function understand(argv: readonly string[]): Promise<{ release: ReleaseToPublish; json: boolean }> {
  const { input, places, json } = readArguments(flagsOf(publishCommand), argv, true);
  const flags = publishCommand.input.safeParse(input);
  const typed = input as { notes?: string; describe?: string };
  const looked = await lookAtFiles(places);
  const read = await readNotes(typed.notes);
  const described = await readDescriptions(
    typed.describe,
    places.map((path) => basename(path)),
  );
  const problems = [
    ...(flags.error?.issues ?? []).map(({ path, message: problem }) => ({ field: flagOf(path), problem })),
    ...looked.problems,
    ...read.problems,
    ...described.problems,
  ];
  if (!flags.success || problems.length > 0) throw refused(...problems);
  const { notes: _, describe: __, minimumVersion = null, ...of } = flags.data;
  return { release: { ...of, minimumVersion, notes: read.notes, files: looked.files, said: described.said }, json };
}

const flagOf = (path: readonly PropertyKey[]) => `--${kebabCase(path.join('.'))}`;
