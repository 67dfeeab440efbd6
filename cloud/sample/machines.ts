import { createHash } from 'node:crypto';
import type { EvidenceName, Platform } from '#shared/models/machine.ts';
import { day, hour, minute, type Moment } from '#shared/models/time.ts';
import { type Evidence, evidenceText } from '../rules/evidence.ts';
import type { Write } from '../store/open.ts';

/** `seen`: how many minutes ago it called last, or a file of it came. */
interface MachineLine {
  platform: Platform;
  seen: number;
  /** No fact of its hardware could be read. */
  isBlank?: true;
  /** These parts are others since so many days. */
  changed?: { daysAgo: number; factors: EvidenceName[] };
  /** A second machine with its key was about so many hours ago. */
  clonedAgo?: number;
}

const days = 24 * 60;

export const machines = {
  'OB-1-RENDER-01': { platform: 'windows', seen: 2 },
  'OB-1-RENDER-02': { platform: 'windows', seen: 4 },
  'OB-1-RENDER-04': { platform: 'windows', seen: 16 * days },
  'OB-1-CTRL': { platform: 'windows', seen: 3 },
  'OB-2-RENDER-01': { platform: 'windows', seen: 2 * days },
  'STAGE-1-RENDER-01': { platform: 'linux', seen: 1 },
  'STAGE-1-RENDER-02': { platform: 'linux', seen: 9 },
  'STAGE-2-CTRL': { platform: 'windows', seen: 5 },
  'STAGE-2-KEY': { platform: 'windows', seen: 6 },
  'STAGE-2-TRACK': { platform: 'linux', seen: 39 * days },
  'CTRL-A': { platform: 'windows', seen: 8 },
  'CTRL-B': { platform: 'windows', seen: 8 * days },
  'GFX-ARTIST-02': { platform: 'macos', seen: 9 * 60, clonedAgo: 9 },
  'GFX-ARTIST-04': { platform: 'macos', seen: 5, isBlank: true },
  'GFX-ARTIST-05': {
    platform: 'windows',
    seen: 190,
    changed: { daysAgo: 1, factors: ['system-uuid', 'system-serial', 'network-address', 'tpm-key'] },
  },
  'GFX-ARTIST-07': { platform: 'windows', seen: 3 },
  'FB-STUDIO-1': { platform: 'windows', seen: 2 },
  'FB-STUDIO-2': { platform: 'windows', seen: 6 },
  'FB-OB-2': { platform: 'linux', seen: 8 * days },
  'FB-NEWS-GFX': { platform: 'windows', seen: 4 },
} satisfies Record<string, MachineLine>;

export type MachineKey = keyof typeof machines;
export const machineKeys = Object.keys(machines) as MachineKey[];

/** In the place of a public key: no real machine has it, so none is ever taken for one of these. */
export const sampleKey = 'sample';

/** Adds the machines; answers their ids. */
export async function addMachines(tx: Write, now: Moment): Promise<Record<MachineKey, string>> {
  const rows = machineKeys.map((name) => machineRow(name, machines[name], now));
  await tx.insertInto('machine').values(rows).execute();
  const factors = machineKeys.flatMap((name) =>
    Object.entries(evidenceFor(name, machines[name])).map(([fact, hash]) => ({
      machine_id: idOf(name),
      name: fact,
      hash,
    })),
  );
  await tx.insertInto('machine_factor').values(factors).execute();
  return Object.fromEntries(machineKeys.map((name) => [name, idOf(name)])) as Record<MachineKey, string>;
}

function machineRow(name: MachineKey, line: MachineLine, now: Moment) {
  const { platform, seen, changed, clonedAgo } = line;
  const evidence = evidenceFor(name, line);
  const others = Object.fromEntries((changed?.factors ?? []).map((fact) => [fact, hashOf(`new ${name} ${fact}`)]));
  return {
    id: idOf(name),
    public_key: sampleKey,
    name,
    platform,
    app_version: '0.1.0',
    evidence: evidenceText(evidence),
    changed_factors: changed ? JSON.stringify(changed.factors) : null,
    changed_to: changed ? JSON.stringify({ evidence: { ...evidence, ...others }, isVirtual: false }) : null,
    changed_at: changed ? now - changed.daysAgo * day : null,
    cloned_at: clonedAgo === undefined ? null : now - clonedAgo * hour,
    first_seen_at: now - 200 * day,
    last_seen_at: now - seen * minute,
    counter: 0,
    sequence: 0,
    last_nonce: null,
    last_call_digest: null,
    last_answer: null,
    barred_at: null,
  };
}

const facts: EvidenceName[] = ['os-machine-id', 'system-uuid', 'system-serial', 'disk-serial', 'network-address'];

/** All the same on the workstations of a studio: it says nothing about one of them. */
const shared: EvidenceName = 'cpu';

function evidenceFor(name: MachineKey, { platform, isBlank }: MachineLine): Evidence {
  if (isBlank) return {};
  const own = platform === 'windows' ? [...facts, 'tpm-key' as const] : facts;
  const hashes = own.map((fact) => [fact, hashOf(`${name} ${fact}`)]);
  return Object.fromEntries([...hashes, [shared, hashOf(`${platform} ${shared}`)]]) as Evidence;
}

const idOf = (name: MachineKey): string => hashOf(name).slice(0, 16);
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
