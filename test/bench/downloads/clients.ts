import { spawnSync } from 'node:child_process';
import { median } from '../../support/figures.ts';

interface Run {
  seconds: number;
  cpuSeconds: number;
  peakMebibytes: number;
}

const client = new URL('./client.ts', import.meta.url).pathname;

/** Fetches the same ranges by our adapter over node:http and by got streams, in turn, each in a process of its own. */
export async function measureClients(url: string, rounds: number) {
  const runs: Record<'got' | 'plain', Run[]> = { got: [], plain: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ['plain', 'got'] as const) {
      const { stdout, status } = spawnSync(process.execPath, [client, kind, url], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${kind} ended with ${status}`);
      runs[kind].push(JSON.parse(stdout));
    }
  }
  const of = (kind: 'got' | 'plain', what: keyof Run) => median(runs[kind].map((run) => run[what]));
  return {
    ratioOfCpu: of('got', 'cpuSeconds') / of('plain', 'cpuSeconds'),
    ratioOfTime: of('got', 'seconds') / of('plain', 'seconds'),
    got: of('got', 'peakMebibytes'),
    plain: of('plain', 'peakMebibytes'),
  };
}
