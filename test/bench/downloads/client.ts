import { Agent, get } from 'node:http';
import { createRangeFetch } from '#main/adapters/range-fetch/range-fetch.ts';
import { peakMebibytes } from './peak.ts';

/** Fetches a file of 2 GiB in ranges over four connections and forgets it; `node client.ts ours|plain|got URL` says what it took. */
const [kind = '', url = ''] = process.argv.slice(2);
const size = 2 ** 31;
const length = 32 * 1024 * 1024;

const slab = new Uint8Array(new SharedArrayBuffer(1024 * 1024));
let came = 0;
/** What every client has to do: one copy to where the bytes are wanted. */
function take(bytes: Uint8Array): undefined {
  came += bytes.length;
  slab.set(bytes);
}

const fetchRange = kind === 'got' ? await overGot() : kind === 'plain' ? overHttp() : overAdapter();
let next = 0;
const before = process.cpuUsage();
const start = performance.now();
await Promise.all(
  Array.from({ length: 4 }, async () => {
    while (next < size) {
      const first = next;
      next += length;
      await fetchRange(first);
    }
  }),
);
const { user, system } = process.cpuUsage(before);
if (came !== size) throw new Error(`${came} bytes came`);
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1_000,
    cpuSeconds: (user + system) / 1e6,
    peakMebibytes: peakMebibytes(),
  }),
);

function overAdapter() {
  const { range } = createRangeFetch({ environment: {} });
  const { signal } = new AbortController();
  return (first: number) => range({ url, first, length, size, etag: null, signal }, { begin: () => undefined, take });
}

/** node:http as it comes. */
function overHttp() {
  const agent = new Agent({ keepAlive: true });
  return (first: number) =>
    new Promise((resolve, reject) => {
      get(url, { agent, headers: { range: `bytes=${first}-${first + length - 1}` } }, (answer) => {
        answer.on('data', take).on('end', resolve).on('error', reject);
      }).on('error', reject);
    });
}

async function overGot() {
  const { default: got } = await import('got');
  const agent = { http: new Agent({ keepAlive: true }) };
  return (first: number) =>
    new Promise((resolve, reject) => {
      got
        .stream(url, {
          headers: { range: `bytes=${first}-${first + length - 1}` },
          agent,
          decompress: false,
          followRedirect: false,
          retry: { limit: 0 },
        })
        .on('data', take)
        .on('end', resolve)
        .on('error', reject);
    });
}
