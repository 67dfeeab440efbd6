import { readFileSync } from 'node:fs';
import { createPartFiles } from '#main/adapters/part-file/part-files.ts';
import { createRangeFetch } from '#main/adapters/range-fetch/range-fetch.ts';
import { systemClock, systemRandom } from '#main/adapters/system-clock.ts';
import { createRunTransfer } from '#main/services/transfers/run-transfer.ts';
import { readChunkList } from '#shared/files/chunk-list.ts';
import { peakMebibytes } from './peak.ts';

/**
 * One download, all that the companion does for it: ranges, checked chunk by chunk, partial file, journal, final name. Says at the end
 * what it took, as JSON: `node ours.js URL CHUNK-LIST PATH`. `--whole`: with all the code of the companion loaded, to measure memory.
 */
const [url = '', list = '', path = '', whole] = process.argv.slice(2);
if (whole === '--whole') await import('#main/hosts/node-companion.ts');
const chunks = readChunkList(readFileSync(list));
if (!chunks) throw new Error('no chunk list');

const run = createRunTransfer({
  ranges: createRangeFetch(),
  partFiles: createPartFiles(),
  clock: systemClock,
  random: systemRandom,
});
let fetched = 0;
await run(
  { path, chunks, contentId: 'bench', seeds: [], link: async () => url },
  { progress: ({ fetchedBytes }) => (fetched = fetchedBytes), note: () => undefined },
  { limiter: { take: () => undefined }, signal: new AbortController().signal },
);
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ fetched, cpuSeconds: (user + system) / 1e6, peakMebibytes: peakMebibytes() }));
process.exit(0);
