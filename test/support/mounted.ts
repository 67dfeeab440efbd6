import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freshFolder } from './machine.ts';

/** Whether this process may mount file systems: root on Linux, outside a locked-up container. */
export const mayMount = canMount();

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = freshFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface Mounted {
  folder: string;
  /** Pulls it out while somebody may be at it. */
  pull(): void;
  /** As a stick whose slider was moved. */
  protect(): void;
}

/** A stick of its own, in memory; gone when the test is over. */
export function mountStick(size = '4m'): Mounted {
  const folder = join(freshFolder(), 'STICK');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  const pull = () => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  onTestFinished(() => {
    try {
      pull();
    } catch {
      // pulled already
    }
  });
  return { folder, pull, protect: () => void execFileSync('mount', ['-o', 'remount,ro', folder]) };
}
