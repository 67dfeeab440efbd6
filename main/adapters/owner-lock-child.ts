import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { nodeProgram } from './node-program.ts';

/** Takes the same lock as `takeOwnerLock`, says so, and lets go when whoever started it is gone. */
const holder = `
const { DatabaseSync } = require('node:sqlite');
const [path, busy] = process.argv.slice(1);
try {
  const database = new DatabaseSync(path, { timeout: 0 });
  database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  process.stdin.resume().on('end', () => process.exit());
  console.log('held');
} catch (error) {
  console.log(error.errcode === Number(busy) ? 'busy' : JSON.stringify({ code: error.code, errcode: error.errcode, message: error.message }));
}`;

/** Electron before 35 has no SQLite of its own: there, a child holds the lock for as long as this process lives. */
export async function takeLockThroughChild(folder: string, path: string, busy: number): Promise<(() => void) | null> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const child = spawn(nodeProgram(), ['-e', holder, path, String(busy)], { stdio: ['pipe', 'pipe', 'ignore'] });
  const [answer] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => ['{}'])]);
  const said = String(answer).trim();
  if (said === 'held') return () => child.stdin.end();
  if (said === 'busy') return null;
  throw Object.assign(new Error('the lock could not be taken'), JSON.parse(said));
}
