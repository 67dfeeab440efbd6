import { cpus, hostname } from 'node:os';
import type { EvidenceName } from '#shared/models/machine.ts';
import { readTpmKey } from './tpm-key.ts';
import { readVmGeneration } from './vm-generation.ts';

export type Reader = () => Promise<string>;

/** Large, and needed only when evidence is read: loaded then. */
const system = async () => (await import('systeminformation')).default;

let looking: Promise<{ uuid: string; serial: string; virtual?: boolean }> | null = null;
/** One look at the board for all that is known of it. */
const board = () => (looking ??= system().then((si) => si.system()));

/** Where each fact comes from. A machine may lack any of them: no registry, no rights to the board's data. */
export const readers: Record<EvidenceName, Reader> = {
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
  'tpm-key': () => readTpmKey(),
  'vm-generation': () => readVmGeneration(),
};

/** Whether the board is one that a hypervisor made up. */
export const readIsVirtual = async (): Promise<boolean> => (await board()).virtual === true;
