import { join } from 'node:path';
import type { RunTransfer } from '#main/services/transfers/transfer-ports.ts';
import { startBadServer } from '../bad-server/start-bad-server.ts';
import { slow } from '../bad-server/vices/slow.ts';
import type { Chunked } from '../chunked.ts';
import type { Content } from '../content.ts';
import { freshFolder } from '../machine.ts';
import { runDownload } from './run-download.ts';

/** A download that was stopped when about so much of it had come. */
export async function downloadHalfway(run: RunTransfer, content: Content, chunks: Chunked, share = 0.6) {
  const server = await startBadServer();
  const folder = freshFolder();
  const path = join(folder, 'installer.bin');
  const url = server.put('/installer.bin', content);
  server.misbehave(slow(content.size / 2));
  const stopping = new AbortController();
  const download = { path, chunks, link: async () => url };
  const running = runDownload(run, { ...download, signal: stopping.signal }).catch(() => undefined);
  while (server.handedOut() < share * content.size) await new Promise((resolve) => setTimeout(resolve, 5));
  stopping.abort();
  await running;
  server.misbehave();
  const before = server.handedOut();
  return {
    folder,
    path,
    part: `${path}.part`,
    journal: `${path}.part.journal`,
    stop: () => server.stop(),
    /** Goes on to the end, as the next start does. */
    async goOn() {
      const outcome = await runDownload(run, download);
      return { ...outcome, fetched: server.handedOut() - before };
    },
  };
}
