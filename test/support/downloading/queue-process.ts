import { existsSync, readFileSync } from 'node:fs';
import { createTransferStore } from '#main/adapters/transfer-store.ts';
import { systemClock, systemRandom } from '#main/adapters/system-clock.ts';
import { createChanges } from '#main/services/changes.ts';
import { createDownloads } from '#main/services/transfers/downloads.ts';
import type { TransferDesk } from '#main/services/transfers/transfer-ports.ts';
import { defaultSettings } from '#shared/models/settings.ts';
import { chunkedAs } from '../chunked.ts';
import { orderOf } from '../transfers.ts';
import { createRun } from './create-run.ts';
import type { ProcessTask } from './download-process.ts';

/** What this process is told, as JSON. */
export interface QueueTask {
  /** Where the queue is kept. */
  folder: string;
  files: (ProcessTask & { name: string; size: number })[];
}

/**
 * The owner of a queue with the real disk and the real network, to be killed at any moment; what it is to download it is told again
 * at each start, and asks for only what the queue does not have. Says the ids of the queue, and when all of it is done.
 */
const { folder, files } = JSON.parse(process.argv[2] ?? '') as QueueTask;
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const fileOf = (name: string) => files.find((file) => file.name === name)!;

const desk: TransferDesk = {
  async prepare({ artifact }) {
    const { path, list, link } = fileOf(artifact.id);
    const chunks = chunkedAs(readFileSync(list));
    // As the real desk does: where the file had its name already, but the queue did not come to know.
    const seeds = existsSync(path) ? [{ path, version: '25.4.0', chunks: async () => chunks.list }] : [];
    return { path, chunks: chunks.list, contentId: chunks.contentId, seeds, link: async () => link };
  },
  complete: async ({ artifact }) => fileOf(artifact.id).path,
  discard: async () => undefined,
};
const quiet = () => undefined;
const downloads = createDownloads(
  {
    clock: systemClock,
    random: systemRandom,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    transferStore: createTransferStore(folder, systemClock),
  },
  {
    desk,
    run: createRun(),
    changes: createChanges(),
    settings: { show: () => ({ ...defaultSettings, downloadsAtOnce: 2 }) },
    session: { show: () => ({ state: 'signed-out', why: 'never' }) },
    cloud: { show: () => ({ state: 'reachable', why: null, since: 0, lastContactAt: 0 }) },
  },
);

const stopping = new AbortController();
const running = downloads.start(stopping.signal);
if ((await downloads.list()).length === 0) await downloads.add(files.map(({ name, size }) => orderOf(name, { size })));
say({ queue: (await downloads.list()).map(({ artifact }) => artifact.id) });
for await (const { transfers } of downloads.watch(stopping.signal)) {
  for (const { artifact, state, failure } of transfers) if (state === 'failed') say({ failed: artifact.id, failure });
  if ((await downloads.list()).every(({ state }) => state === 'done')) stopping.abort();
}
await running;
say({ ended: 'done' });
process.exit(0);
