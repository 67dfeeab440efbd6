import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '#cloud/embedded/port.ts';

const run = promisify(execFile);
/** Where this test run keeps its cluster; every worker inherits it. */
const folderVariable = 'GREENROOM_TEST_POSTGRES';
const binaries = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1);

export const hasPostgres = binaries !== undefined;

/** Called once per test run (vitest's globalSetup). The cluster itself is started by the first test that wants it. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'greenroom-postgres-'));
  await chmod(folder, 0o777);
  process.env[folderVariable] = folder;
  return async () => {
    if (existsSync(join(folder, 'data/postmaster.pid')))
      await asPostgres('pg_ctl', '-D', join(folder, 'data'), '-m', 'immediate', 'stop');
    await rm(folder, { recursive: true, force: true });
  };
}

/** The address of a new database in this run's throw-away cluster: an empty one, or a copy of `original`. */
export async function freshPostgres(original = 'template1'): Promise<string> {
  const server = await cluster();
  const name = `t${randomBytes(8).toString('hex')}`;
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name} template ${original}`);
  await client.end();
  return `${server}/${name}`;
}

/** A copy of a database that `prepare` was given once: quicker than to prepare each. */
export async function copiedPostgres(prepare: (address: string) => Promise<void>): Promise<string> {
  const original = await once('original', async () => {
    const address = await freshPostgres();
    await prepare(address);
    return address;
  });
  return freshPostgres(new URL(original).pathname.slice(1));
}

/** The address of this run's cluster, once it runs. */
export const cluster = (): Promise<string> => once('cluster', startCluster);

/** What one worker of this run makes and answers; the others wait for it. */
async function once(name: string, make: (folder: string) => Promise<string>): Promise<string> {
  const folder = process.env[folderVariable];
  if (!folder) throw new Error('test/support/postgres.ts is not the globalSetup of this test run');
  const answer = join(folder, name);
  const isFirst = await mkdir(`${answer}.lock`).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await writeFile(`${answer}.new`, await make(folder));
    await rename(`${answer}.new`, answer);
  }
  for (let tries = 0; !existsSync(answer); tries++) {
    if (tries > 600) throw new Error(`PostgreSQL: no ${name} within a minute`);
    await sleep(100);
  }
  return readFile(answer, 'utf8');
}

async function startCluster(folder: string): Promise<string> {
  const data = join(folder, 'data');
  await asPostgres('initdb', '-D', data, '-U', 'greenroom', '--auth=trust', '-E', 'UTF8', '--no-locale', '--no-sync');
  const port = await freePort('127.0.0.1');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c fsync=${process.env['GREENROOM_TEST_FSYNC'] ?? 'off'}`;
  await asPostgres('pg_ctl', '-D', data, '-l', join(folder, 'log.txt'), '-w', '-o', options, 'start');
  return `postgres://greenroom@127.0.0.1:${port}`;
}

/** PostgreSQL refuses to run as root. */
async function asPostgres(program: string, ...args: string[]): Promise<void> {
  const command = [join(binaries ?? '', program), ...args];
  const [file = '', ...rest] = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', ...command] : command;
  await run(file, rest, { cwd: tmpdir() });
}
