import { type LooseBlock, splitBlocks } from '#shared/files/bundle.ts';
import type { CarriedFile, Drive } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import type { Changes } from './changes.ts';
import { createInTurn } from './in-turn.ts';
import type { CompanionPorts, DriveInfo } from './ports.ts';

export interface Drives {
  /** The sticks and what is on them, as last looked at. */
  show(): Drive[];
  /** Looks anew. */
  list(): Promise<Drive[]>;
  read(drive: string, files?: readonly string[]): Promise<CarriedFile[]>;
  save(drive: string, files: readonly CarriedFile[]): Promise<string[]>;
  /** Looks once where nobody follows: for a command that only asks how everything is. */
  settle(): Promise<void>;
  /** Looks at once, and again after every change, until the signal ends it. */
  follow(signal: AbortSignal): void;
}

/** A stick that takes longer to read is shown without what is on it: whoever opens it waits as long as it takes. */
const patience = 30_000;
/** Verifying goes on in steps of so many blocks, so that heartbeat and window never wait for a full stick. */
const atOnce = 20;
const fromCloud: readonly string[] = ['license', 'return-receipt', 'trust-root'];

/** What is plugged in, and what of it is of use here. Another look never runs beside the one before. */
export function createDrives(
  { drives, machineState, log }: Pick<CompanionPorts, 'drives' | 'machineState' | 'log'>,
  changes: Pick<Changes, 'announce' | 'subscribe'>,
): Drives {
  let known: Drive[] = [];
  let isFollowed = false;
  const inTurn = createInTurn();

  async function lookAt(drive: DriveInfo, signal: AbortSignal): Promise<Drive> {
    try {
      const { files, skipped } = await drives.read(drive.id, { signal });
      const looked: Drive['files'] = [];
      for (const { name, text: content } of files) looked.push({ name, ...(await describe(splitBlocks(content))) });
      return { ...drive, files: looked, skipped };
    } catch (error) {
      log.warn('a stick could not be read', { drive: drive.id, error: String(error) });
      return { ...drive, files: [], skipped: [{ name: '', why: text.companion.drives.tooSlow }] };
    }
  }

  async function describe(blocks: readonly LooseBlock[]): Promise<Omit<Drive['files'][number], 'name'>> {
    const counts = new Map<string, number>();
    for (const { kind, label } of blocks) {
      const name = kind ?? label.toLowerCase().replaceAll(' ', '-');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const kinds = [...counts].map(([kind, count]) => ({ kind, count }));
    return { kinds, isForThisMachine: await isForHere(blocks.filter(({ kind }) => fromCloud.includes(kind ?? ''))) };
  }

  async function isForHere(blocks: readonly LooseBlock[]): Promise<boolean> {
    for (let at = 0; at < blocks.length; at += atOnce) {
      const some = blocks.slice(at, at + atOnce);
      if (some.some((block) => machineState.inspect(block.text).some(({ next }) => next === 'apply-here'))) return true;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return false;
  }

  const list = (signal?: AbortSignal): Promise<Drive[]> =>
    inTurn(async () => {
      const inTime = AbortSignal.timeout(patience);
      const either = signal ? AbortSignal.any([signal, inTime]) : inTime;
      const found = await Promise.all((await drives.list()).map((drive) => lookAt(drive, either)));
      if (signal?.aborted) return known;
      const isNews = JSON.stringify(found) !== JSON.stringify(known);
      known = found;
      if (isNews) changes.announce('drive');
      return found;
    });

  return {
    show: () => known,
    list: () => list(),
    read: async (drive, files) => (await drives.read(drive, { files })).files,
    async save(drive, files) {
      try {
        return await drives.save(drive, files);
      } finally {
        void list().catch((error: unknown) => log.warn('a stick could not be looked at', { error: String(error) }));
      }
    },
    async settle() {
      if (!isFollowed) await list();
    },
    follow(signal) {
      isFollowed = true;
      let isDue = false;
      /** One look for all that changed while the last one went on. */
      function look(): void {
        if (isDue || signal.aborted) return;
        isDue = true;
        void inTurn(async () => {
          isDue = false;
        })
          .then(() => list(signal))
          .catch((error: unknown) => log.warn('the sticks could not be looked at', { error: String(error) }));
      }
      const endOfWatching = drives.watch(look);
      // What was for this machine may have been used meanwhile.
      const endOfListening = changes.subscribe((topic) => {
        if (topic === 'license' && known.length > 0) look();
      });
      signal.addEventListener('abort', () => {
        endOfWatching();
        endOfListening();
      });
      look();
    },
  };
}
