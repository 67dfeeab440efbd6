import { cpus, hostname } from 'node:os';
import type { EvidenceName } from '#shared/models/machine.ts';
import type { EvidenceReading, EvidenceSource } from '../../services/ports.ts';

type Reader = () => Promise<string>;

/** Longer than this and a source counts as silent: nobody waits for a slow disk to pick a license. */
const patience = 5_000;

/** Large, and needed only when evidence is read: loaded then. */
const system = async () => (await import('systeminformation')).default;

let looking: Promise<{ uuid: string; serial: string }> | null = null;
/** One look at the board for both of its facts. */
const board = () => (looking ??= system().then((si) => si.system()));

/** Where each fact comes from. A machine may lack any of them: no registry, no rights to the board's data. */
const readers: Record<EvidenceName, Reader> = {
  'os-machine-id': async () => {
    const id = await (await import('node-machine-id')).default.machineId(true);
    // Where there is none, the library gives the host's name, which says nothing about the machine.
    return id.trim().toLowerCase() === hostname().toLowerCase() ? '' : id;
  },
  'system-uuid': async () => (await board()).uuid,
  'system-serial': async () => (await board()).serial,
  'disk-serial': async () => (await (await system()).diskLayout())[0]?.serialNum ?? '',
  cpu: () => {
    const all = cpus();
    return Promise.resolve(all[0] ? `${all[0].model} x${all.length}` : '');
  },
  'network-address': async () => {
    const found = await (await system()).networkInterfaces();
    const physical = [found].flat().filter(({ internal, virtual, mac }) => !internal && !virtual && mac !== '');
    return physical.toSorted((a, b) => a.iface.localeCompare(b.iface))[0]?.mac ?? '';
  },
};

/** Reads the facts of this machine side by side; one that fails or hangs does not hold up the others. */
export function createEvidenceSource(from: Record<EvidenceName, Reader> = readers, limit = patience): EvidenceSource {
  return {
    async read() {
      const entries = Object.entries(from) as [EvidenceName, Reader][];
      const readings = await Promise.all(
        entries.map(async ([name, read]) => [name, await readWithin(limit, read)] as const),
      );
      return Object.fromEntries(readings) as Record<EvidenceName, EvidenceReading>;
    },
  };
}

async function readWithin(limit: number, read: Reader): Promise<EvidenceReading> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<EvidenceReading>((resolve) => {
    timer = setTimeout(() => resolve({ trouble: 'timed-out' }), limit);
  });
  try {
    const reading = Promise.resolve()
      .then(read)
      .then(
        (value): EvidenceReading => (typeof value === 'string' ? { value } : { trouble: 'unreadable' }),
        (): EvidenceReading => ({ trouble: 'unreadable' }),
      );
    return await Promise.race([reading, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
