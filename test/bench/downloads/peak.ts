import { readFileSync } from 'node:fs';

/**
 * The most memory this process ever had resident, in MiB. Not `maxRSS` of `resourceUsage()`: on Linux that begins with what the process
 * had that started this one.
 */
export const peakMebibytes = (): number =>
  Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
