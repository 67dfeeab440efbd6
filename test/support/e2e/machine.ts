import { expect } from '@playwright/test';
import type { CheckResult } from '#shared/models/check.ts';
import type { CloudStatus, HeldLease } from '#shared/models/status.ts';
import { signedInElsewhere } from '../sample-cloud.ts';
import { createTerminalMachine, type TerminalMachine } from '../terminal-machine.ts';

/** What a test does beside the page: the terminal of the same machine, and people at other machines. */
export interface Beside {
  cloudUrl(): Promise<string>;
  held(): Promise<HeldLease[]>;
  /** `greenroom check`, as a licensed program asks. */
  check(lease: HeldLease): Promise<{ exit: number | null; verdict: CheckResult['verdict'] }>;
  heartbeat(): Promise<HeldLease[]>;
  /** A Manager releases a seat from another machine. */
  releaseElsewhere(lease: HeldLease): Promise<void>;
  terminal: TerminalMachine;
}

/** Beside a window or a local page, which owns the machine of these folders. */
export function createBeside(folders: Record<string, string>): Beside {
  const terminal = createTerminalMachine(folders);
  /** An embedded cloud has no address before it has started. */
  const cloudUrl = async () => {
    let url = '';
    await expect.poll(async () => ({ url } = await terminal.ask<CloudStatus>('connection show')).url).not.toBe('');
    return url;
  };
  return {
    terminal,
    cloudUrl,
    held: () => terminal.ask('license held'),
    heartbeat: () => terminal.ask('license heartbeat'),
    async check({ product, edition }) {
      const { exit, value } = await terminal.run(`check --product ${product.id} --edition ${edition.id} --json`);
      return { exit, verdict: (value as CheckResult).verdict };
    },
    async releaseElsewhere({ id }) {
      const cloud = await signedInElsewhere(await cloudUrl());
      await cloud.lease.release({ lease: id });
    },
  };
}
