import type { EvidenceName } from '#shared/models/machine.ts';
import type { EvidenceReading, EvidenceSource } from '../../services/ports.ts';
import { type Reader, readers, readIsVirtual } from './readers.ts';

/** Longer than this and a source counts as silent: nobody waits for a slow disk to pick a license. */
const patience = 5_000;

interface Options {
  from?: Record<EvidenceName, Reader>;
  isVirtual?: () => Promise<boolean>;
  limit?: number;
}

/** Reads the facts of this machine side by side; one that fails or hangs does not hold up the others. */
export function createEvidenceSource({
  from = readers,
  isVirtual = readIsVirtual,
  limit = patience,
}: Options = {}): EvidenceSource {
  return {
    async read() {
      const entries = Object.entries(from) as [EvidenceName, Reader][];
      const readings = await Promise.all(
        entries.map(async ([name, read]) => [name, await readWithin(limit, read)] as const),
      );
      return Object.fromEntries(readings) as Record<EvidenceName, EvidenceReading>;
    },
    isVirtual: () => within(limit, isVirtual, () => false).catch(() => false),
  };
}

/** A library may give anything: only text is a fact. */
const readWithin = (limit: number, read: Reader): Promise<EvidenceReading> =>
  within<EvidenceReading>(
    limit,
    async () => {
      const value: unknown = await read();
      return typeof value === 'string' ? { value } : { trouble: 'unreadable' };
    },
    () => ({ trouble: 'timed-out' }),
  ).catch(() => ({ trouble: 'unreadable' }));

async function within<Result>(limit: number, task: () => Promise<Result>, tooLate: () => Result): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result>((resolve) => {
    timer = setTimeout(() => resolve(tooLate()), limit);
  });
  try {
    return await Promise.race([Promise.resolve().then(task), late]);
  } finally {
    clearTimeout(timer);
  }
}
