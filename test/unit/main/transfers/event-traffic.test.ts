import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTransferStore } from '#main/adapters/transfer-store.ts';
import { systemClock, systemRandom } from '#main/adapters/system-clock.ts';
import { createChanges } from '#main/services/changes.ts';
import { createDownloads } from '#main/services/transfers/downloads.ts';
import type { NewOrder, RunTransfer, TransferDesk, TransferTask } from '#main/services/transfers/transfer-ports.ts';
import { readChunkList } from '#shared/files/chunk-list.ts';
import { memoryFolder } from '../../../support/companion.ts';

const size = 10_000_000_000;
const seconds = 3;

const orders = Array.from(
  { length: 100 },
  (_, at): NewOrder => ({
    kind: 'download',
    product: { id: 'graphics', name: 'Graphics' },
    version: `25.4.${at}`,
    artifact: { id: 'installer-windows', kind: 'installer', title: 'Installer', fileName: `graphics-25.4.${at}.exe` },
    drive: null,
    size,
    channel: 'stable',
    organization: 'northlight',
    folder: null,
  }),
);

const chunks = readChunkList(new Uint8Array());
const task: TransferTask = { path: '/library/file', chunks: chunks!, contentId: '0', seeds: [], link: null };
const desk: TransferDesk = {
  prepare: async () => task,
  complete: async () => task.path,
  discard: async () => undefined,
};

/** The tenths of a second in which something was told: a busy machine leaves some out. */
const alive = new Set<number>();

/** Never done, and tells of each chunk, as a fast line does: a thousand times a second. */
const restless: RunTransfer = async (_, listener, { signal }) => {
  for (let chunk = 1; ; chunk += 1) {
    const bytes = chunk * 65_536;
    alive.add(Math.floor(performance.now() / 100));
    listener.progress({
      state: 'running',
      verifiedBytes: bytes,
      receivedBytes: bytes,
      fetchedBytes: bytes,
      reusedBytes: 0,
    });
    await sleep(1, undefined, { signal });
  }
};

test('D3: 100 transfers in the queue, 4 of them running: at most ten small events a second', async () => {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const transferStore = createTransferStore(memoryFolder(), systemClock);
  const downloads = createDownloads(
    { clock: systemClock, random: systemRandom, log, transferStore },
    {
      desk,
      run: restless,
      changes: createChanges(),
      settings: { show: () => ({ downloadsAtOnce: 4, downloadLimit: null }) as never },
      session: { show: () => ({ state: 'signed-in' }) as never },
      cloud: { show: () => ({ state: 'reachable' }) as never },
    },
  );
  const stopping = new AbortController();
  const running = downloads.start(stopping.signal);
  await downloads.add(orders);

  const sizes: number[] = [];
  let atOnce = 0;
  const began = performance.now();
  setTimeout(() => stopping.abort(), seconds * 1000);
  for await (const event of downloads.watch(stopping.signal)) {
    sizes.push(JSON.stringify(event).length);
    if (sizes.length > 1) atOnce = Math.max(atOnce, event.transfers.length);
  }
  const tenths = (performance.now() - began) / 100;
  await running;

  const [first = 0, ...later] = sizes;
  // One more for the first, which comes at once.
  expect(sizes.length).toBeLessThanOrEqual(tenths + 1);
  expect(sizes.length).toBeGreaterThan(alive.size / 2);
  expect(atOnce).toBe(4);
  expect(first).toBeLessThan(100_000);
  expect(Math.max(...later)).toBeLessThan(10_000);
});
