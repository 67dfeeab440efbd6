import { cpus, loadavg, release, totalmem } from 'node:os';

/** The machine, the day, and what else it did, for those who read the figures later. Asked for before anything is measured. */
export function machineLine(): string {
  const [{ model } = { model: 'unknown' }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model.trim()}, ${cpus().length} cores, ${memory} GiB, Linux ${release()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]?.toFixed(1)} when it began`;
}
