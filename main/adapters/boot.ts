import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import type { ClockReading } from '#shared/files/time.ts';

const registryKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management\\PrefetchParameters';

/** Milliseconds since boot; goes on while the machine sleeps and takes no notice of the wall clock. */
export const millisecondsSinceBoot = () => Math.round(uptime() * 1_000);

let known: string | undefined;

/** Names this boot, so that uptimes can be compared; '' where the system does not say. */
export function bootId(): string {
  known ??= readBootId();
  return known;
}

/** What the clocks of this machine say now. */
export const readClock = (): ClockReading => ({
  wall: Date.now(),
  bootId: bootId(),
  uptime: millisecondsSinceBoot(),
});

function readBootId(): string {
  try {
    if (process.platform === 'linux') return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    if (process.platform === 'darwin') return run('sysctl', ['-n', 'kern.bootsessionuuid']);
    if (process.platform !== 'win32') return '';
    return /BootId\s+REG_DWORD\s+(\w+)/.exec(run('reg', ['query', registryKey, '/v', 'BootId']))?.[1] ?? '';
  } catch {
    return '';
  }
}

const run = (file: string, args: string[]) =>
  execFileSync(file, args, { encoding: 'utf8', timeout: 1_000, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
