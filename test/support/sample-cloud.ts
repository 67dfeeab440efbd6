import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { at } from '../../build/steps/places.mjs';
import { openStore, type Store } from '#cloud/store/open.ts';
import type { cloudContract } from '#shared/contract/cloud/index.ts';
import { signedIn } from './signed-in.ts';

type CloudClient = ContractRouterClient<typeof cloudContract>;

/** A cloud with the sample studio, as a process of its own that outlives every companion. */
export interface SampleCloud {
  url: string;
  /** What it has written. */
  store: Store;
  stop(): Promise<void>;
}

/** Starts `node cloud/main.ts` in a folder of its own. `releases`: what it has to download, made while it serves. */
export async function startSampleCloud({
  releases = 'none',
}: {
  releases?: 'none' | 'small';
} = {}): Promise<SampleCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-cloud-'));
  const child = spawn(process.execPath, [at('cloud', 'main.ts'), 'serve', '--embedded', '--sample'], {
    env: {
      ...process.env,
      GREENROOM_DATA: folder,
      GREENROOM_LOG_LEVEL: 'warn',
      GREENROOM_SAMPLE_RELEASES: releases,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /"listening":"([^"]+)"/.exec(line)?.[1];
    if (!url) continue;
    child.stdout.resume();
    const store = await openStore({ file: join(folder, 'cloud.sqlite') });
    return {
      url,
      store,
      async stop() {
        await store.close();
        child.kill('SIGTERM');
        await ended;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error('the cloud ended before it listened');
}

/** The sample person, at another machine. */
export async function signedInElsewhere(url: string): Promise<CloudClient> {
  const connect = (token?: string): CloudClient =>
    createORPCClient(
      new RPCLink({ url: `${url}/rpc`, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } }),
    );
  const { sample } = await connect().about.show({});
  if (!sample) throw new Error('this cloud has no sample person');
  const { token } = signedIn(await connect().session.issueToken({ ...sample, machineName: 'ELSEWHERE' }));
  return connect(token);
}
