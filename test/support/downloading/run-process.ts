import { readFileSync } from 'node:fs';
import { chunkedAs } from '../chunked.ts';
import { createRun } from './create-run.ts';
import type { ProcessTask } from './download-process.ts';
import { runDownload } from './run-download.ts';

/**
 * Downloads one file and says, as JSON lines, how it ended. With the real network and the real disk, to be killed at any moment:
 * `node run-process.ts '{"path", "list", "link"}'`
 */
const { path, list, link } = JSON.parse(process.argv[2] ?? '') as ProcessTask;
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ started: true });
try {
  const chunks = chunkedAs(readFileSync(list));
  const run = createRun();
  const { failure, progress, notes } = await runDownload(run, {
    path,
    chunks,
    link: async () => link,
    signal: stopping.signal,
  });
  say({ ended: failure?.code ?? 'done', details: failure?.details, fetched: progress?.fetchedBytes, notes });
} catch (error) {
  if (!stopping.signal.aborted) throw error;
  say({ ended: 'stopped' });
}
process.exit(0);
