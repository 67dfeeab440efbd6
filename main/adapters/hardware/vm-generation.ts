import { readFile } from 'node:fs/promises';
import { type Ask, ask } from './ask.ts';

const qemu = '/sys/firmware/qemu_fw_cfg/by_name/etc/vmgenid_guid/raw';
/** QEMU puts the id behind room for a table header (hw/acpi/vmgenid.c). */
const [offset, length] = [40, 16];
const hyperV = 'HKLM\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest\\Parameters';

/** The id that a hypervisor changes when it copies a virtual machine, or starts it from a snapshot; '' where there is none. */
export async function readVmGeneration(
  platform: NodeJS.Platform = process.platform,
  asked: Ask = ask,
  read: (path: string) => Promise<Buffer> = readFile,
): Promise<string> {
  if (platform === 'linux') {
    const raw = await read(qemu).catch(ifMissing);
    if (raw === null) return '';
    return (raw.length >= offset + length ? raw.subarray(offset, offset + length) : raw).toString('hex');
  }
  if (platform !== 'win32') return '';
  const said = await asked('reg', ['query', hyperV, '/v', 'VirtualMachineId']).catch(() => '');
  return /VirtualMachineId\s+REG_SZ\s+(\S+)/.exec(said)?.[1] ?? '';
}

function ifMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
