import { createHash } from 'node:crypto';
import { day, minute, type Moment } from '#shared/models/time.ts';
import type { Write } from '../store/open.ts';
import type { Platform } from '#shared/models/machine.ts';

/** `seen`: how many minutes ago it called last. */
export const machines = {
  'OB-1-RENDER-01': { platform: 'windows', seen: 2 },
  'OB-1-RENDER-02': { platform: 'windows', seen: 4 },
  'OB-1-RENDER-04': { platform: 'windows', seen: 7 },
  'OB-1-CTRL': { platform: 'windows', seen: 3 },
  'STAGE-1-RENDER-01': { platform: 'linux', seen: 1 },
  'STAGE-1-RENDER-02': { platform: 'linux', seen: 9 },
  'STAGE-2-CTRL': { platform: 'windows', seen: 5 },
  'STAGE-2-KEY': { platform: 'windows', seen: 6 },
  'STAGE-2-TRACK': { platform: 'linux', seen: 26 * 24 * 60 },
  'CTRL-A': { platform: 'windows', seen: 8 },
  'CTRL-B': { platform: 'windows', seen: 8 * 24 * 60 },
  'GFX-ARTIST-02': { platform: 'macos', seen: 9 * 60 },
  'GFX-ARTIST-04': { platform: 'macos', seen: 5 },
  'GFX-ARTIST-05': { platform: 'windows', seen: 190 },
  'GFX-ARTIST-07': { platform: 'windows', seen: 3 },
  'FB-STUDIO-1': { platform: 'windows', seen: 2 },
  'FB-STUDIO-2': { platform: 'windows', seen: 6 },
  'FB-OB-2': { platform: 'linux', seen: 11 * 24 * 60 },
  'FB-NEWS-GFX': { platform: 'windows', seen: 4 },
} satisfies Record<string, { platform: Platform; seen: number }>;

export type MachineKey = keyof typeof machines;
export const machineKeys = Object.keys(machines) as MachineKey[];

/** In the place of a public key: no real machine has it, so none is ever taken for one of these. */
export const sampleKey = 'sample';

/** Adds the machines; answers their ids. */
export async function addMachines(tx: Write, now: Moment): Promise<Record<MachineKey, string>> {
  const rows = machineKeys.map((name) => ({
    id: createHash('sha256').update(name).digest('hex').slice(0, 16),
    public_key: sampleKey,
    name,
    platform: machines[name].platform,
    app_version: '0.1.0',
    evidence: '{}',
    first_seen_at: now - 200 * day,
    last_seen_at: now - machines[name].seen * minute,
    counter: 0,
    sequence: 0,
    last_nonce: null,
    last_call_digest: null,
    last_answer: null,
    barred_at: null,
  }));
  await tx.insertInto('machine').values(rows).execute();
  return Object.fromEntries(rows.map(({ name, id }) => [name, id])) as Record<MachineKey, string>;
}
