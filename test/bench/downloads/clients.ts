import { spawnSync } from 'node:child_process';
import { median } from '../../support/figures.ts';

const kinds = ['ours', 'plain', 'got'] as const;
type Kind = (typeof kinds)[number];

interface Run {
  seconds: number;
  cpuSeconds: number;
  peakMebibytes: number;
}

const client = new URL('./client.ts', import.meta.url).pathname;

/** Fetches the same ranges by our adapter, by node:http as it comes and by got streams, in turn, each in a process of its own. */
export async function measureClients(url: string, rounds: number): Promise<Record<Kind, Run>> {
  const runs: Record<Kind, Run[]> = { ours: [], plain: [], got: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of kinds) {
      const { stdout, status } = spawnSync(process.execPath, [client, kind, url], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${kind} ended with ${status}`);
      runs[kind].push(JSON.parse(stdout));
    }
  }
  const middle = (kind: Kind): Run => ({
    seconds: median(runs[kind].map(({ seconds }) => seconds)),
    cpuSeconds: median(runs[kind].map(({ cpuSeconds }) => cpuSeconds)),
    peakMebibytes: median(runs[kind].map(({ peakMebibytes }) => peakMebibytes)),
  });
  return { ours: middle('ours'), plain: middle('plain'), got: middle('got') };
}
