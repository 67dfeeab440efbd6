import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type * as Sqlite from 'node:sqlite';
import { Failure } from '#shared/errors.ts';
import { takeLockThroughChild } from './owner-lock-child.ts';

const busy = 5;
const full = 13;

/**
 * Takes the lock of a state folder; null while another process holds it. The lock belongs to the kernel
 * (SQLite's exclusive lock on an empty file), so it is free the moment its holder dies, however it dies:
 * there is no stale lock to judge, and no moment at which two processes could both think they have it.
 */
export async function takeOwnerLock(folder: string): Promise<(() => void) | null> {
  const path = join(folder, 'owner.lock');
  const sqlite = process.getBuiltinModule('node:sqlite');
  try {
    return sqlite ? takeLock(sqlite, folder, path) : await takeLockThroughChild(folder, path, busy);
  } catch (error) {
    throw troubleWith(path, folder, error);
  }
}

function takeLock(sqlite: typeof Sqlite, folder: string, path: string): (() => void) | null {
  let database: Sqlite.DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    database = new sqlite.DatabaseSync(path, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return null;
    throw error;
  }
  const held = database;
  return () => held.close();
}

function troubleWith(path: string, folder: string, error: unknown): Failure {
  const cause = { cause: error };
  const { code, errcode } = error as { code?: string; errcode?: number };
  if (code === 'ENOSPC' || errcode === full) return new Failure('disk-full', { path: folder }, cause);
  if (belongsToAnother(path)) return new Failure('owner-of-another-person', { path: folder }, cause);
  return new Failure('state-not-writable', { path: folder }, cause);
}

function belongsToAnother(path: string): boolean {
  const owner = statSync(path, { throwIfNoEntry: false })?.uid;
  return owner !== undefined && owner !== process.getuid?.();
}
