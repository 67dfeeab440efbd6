import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chunked } from '../chunked.ts';
import { startProcess, type TestProcess } from '../process.ts';

const script = new URL('./run-process.ts', import.meta.url).pathname;

/** What `run-process.ts` is told, as JSON. */
export interface ProcessTask {
  path: string;
  /** Where the chunk list lies. */
  list: string;
  link: string;
}

/** Says where a chunk list lies for processes that download. */
export function writeList(folder: string, chunks: Chunked): string {
  const path = join(folder, 'list.chunks');
  writeFileSync(path, chunks.list.bytes);
  return path;
}

/** Downloads in a process of its own, which may be killed; SIGTERM stops it as the end of the app would. */
export const startDownload = (task: ProcessTask, env: NodeJS.ProcessEnv = {}): TestProcess =>
  startProcess(process.execPath, [script, JSON.stringify(task)], { env: { ...process.env, ...env } });
