import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { cloudContract } from '#shared/contract/cloud/index.ts';
import type { CheckResult } from '#shared/models/check.ts';
import type { CloudStatus, HeldLease } from '#shared/models/status.ts';
import { createTerminalMachine, type TerminalMachine } from '../terminal-machine.ts';

type CloudClient = ContractRouterClient<typeof cloudContract>;

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
  const cloudUrl = async () => (await terminal.ask<CloudStatus>('connection show')).url;
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
      const cloud = await signedIn(await cloudUrl());
      await cloud.lease.release({ lease: id });
    },
  };
}

/** The sample person, at another machine. */
async function signedIn(url: string): Promise<CloudClient> {
  const connect = (token?: string): CloudClient =>
    createORPCClient(
      new RPCLink({ url: `${url}/rpc`, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } }),
    );
  const { sample } = await connect().about.show({});
  if (!sample) throw new Error('this cloud has no sample person');
  const { token } = await connect().session.issueToken({ ...sample, machineName: 'ELSEWHERE' });
  return connect(token);
}
