import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { at } from '../../build/steps/places.mjs';
import { openStore, type Store } from '#cloud/store/open.ts';
import type { cloudContract } from '#shared/contract/cloud/index.ts';
import { signedIn } from './signed-in.ts';

const run = promisify(execFile);
type CloudClient = ContractRouterClient<typeof cloudContract>;

/** A cloud with the sample studio, as a process of its own that outlives every companion. */
export interface SampleCloud {
  url: string;
  /** What it has written. */
  store: Store;
  /** The vendor’s own command line, beside the cloud that serves. */
  vendor<Answer>(...words: string[]): Promise<Answer>;
  stop(): Promise<void>;
}

interface SampleCloudOptions {
  /** What it has to download, made while it serves. */
  releases?: 'none' | 'small';
  /** Where its mails go; otherwise into its outbox. */
  smtp?: { url: string; from: string };
}

/** Starts `node cloud/main.ts` in a folder of its own. */
export async function startSampleCloud({ releases = 'none', smtp }: SampleCloudOptions = {}): Promise<SampleCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-cloud-'));
  const program = at('cloud', 'main.ts');
  const env = {
    ...process.env,
    GREENROOM_DATA: folder,
    GREENROOM_LOG_LEVEL: 'warn',
    GREENROOM_SAMPLE_RELEASES: releases,
    ...(smtp && { GREENROOM_SMTP_URL: smtp.url, GREENROOM_MAIL_FROM: smtp.from }),
  };
  const child = spawn(process.execPath, [program, 'serve', '--embedded', '--sample'], {
    env,
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
      async vendor<Answer>(...words: string[]) {
        const { stdout } = await run(process.execPath, [program, ...words, '--json'], { env });
        return JSON.parse(stdout) as Answer;
      },
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

/** The sample person, or somebody else, at another machine. */
export async function signedInElsewhere(
  url: string,
  credentials?: { email: string; password: string },
): Promise<CloudClient> {
  const connect = (token?: string): CloudClient =>
    createORPCClient(
      new RPCLink({ url: `${url}/rpc`, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } }),
    );
  const who = credentials ?? (await connect().about.show({})).sample;
  if (!who) throw new Error('this cloud has no sample person');
  const { email, password } = who;
  const { token } = signedIn(await connect().session.issueToken({ email, password, machineName: 'ELSEWHERE' }));
  return connect(token);
}
