import type { Moment } from '../models/time.ts';

/** Devices that Windows finds under these names in every folder, whatever the extension. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const longestMachine = 60;

/**
 * The name a signed file gets on a stick: `<machine>-<YYYY-MM-DD><extension>`, by the date in UTC. Safe on every file
 * system: letters, digits, `.`, `_` and `-`, at most 100 characters, and never hidden, empty or a device.
 * `extension`: as in `kinds`, with or without its dot.
 */
export function carriedName(machine: string, moment: Moment, extension: string): string {
  const date = new Date(moment).toISOString().slice(0, 10);
  return `${plainName(machine)}-${date}.${extension.replace(/^\./, '')}`;
}

function plainName(machine: string): string {
  const plain = machine
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, longestMachine)
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  if (plain === '') return 'machine';
  return devices.test(plain) ? `machine-${plain}` : plain;
}
