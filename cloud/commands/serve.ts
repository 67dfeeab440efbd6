import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { text } from '#shared/text/index.ts';
import { type CloudSettings, readSettings } from '../config.ts';
import { settle } from '../embedded/settle.ts';
import { createLog } from '../log.ts';
import { type RunningCloud, startCloud } from '../start.ts';
import type { ServeFlags } from './commands.ts';
import type { Terminal } from './terminal.ts';

/** Serves until a signal comes or, with `--parent`, until standard input closes. */
export async function serve(flags: ServeFlags, { environment, stdin, stdout }: Terminal): Promise<number> {
  const settings = readSettings(environment, flags.embedded);
  const config = await settle(settings);
  const log = createLog(config.logLevel);
  const seed = flags.sample ? (await import('../sample/seed.ts')).seedSample : undefined;
  const ended = untilAskedToEnd(flags.parent ? stdin : null);
  const cloud = await startCloud(config, { log, seed });
  announce(stdout, cloud.url);
  log.info({ url: cloud.url, engine: cloud.parts.store.engine }, 'listening');
  const stopReleases = flags.sample ? await sampleReleases(cloud, settings) : nothingToStop;

  log.info({ because: await ended }, 'stopping');
  await stopReleases();
  await cloud.stop();
  return 0;
}

/** What the sample has to download is made once everybody is served. */
async function sampleReleases({ parts }: RunningCloud, { sampleReleases: size }: CloudSettings) {
  if (size === 'none') return nothingToStop;
  return (await import('../sample/releases/start.ts')).startSampleReleases(parts, size);
}

const nothingToStop = async () => {};

/** One line for the program that started this one; a sentence for a person. */
function announce(stdout: Writable & { isTTY?: boolean }, url: string): void {
  stdout.write(stdout.isTTY ? `${text.cloud.listening(url)}\n` : `${JSON.stringify({ listening: url })}\n`);
}

async function untilAskedToEnd(parent: Readable | null): Promise<string> {
  const signals = ['SIGTERM', 'SIGINT'].map(async (signal) => {
    await once(process, signal);
    return signal;
  });
  const parentGone = (parent ? ['end', 'close'] : []).map(async (event) => {
    await once(parent?.resume() ?? process, event);
    return 'the parent ended';
  });
  return Promise.race([...signals, ...parentGone]);
}
