import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { callingMachine, type CallingMachine } from '../support/calling-machine.ts';
import { type CloudProcesses, startCloudProcesses } from '../support/cloud-processes.ts';
import { printFigure } from '../support/figures.ts';
import startPostgres, { freshPostgres, hasPostgres } from '../support/postgres.ts';

/*
 * 500 machines' heartbeats through HTTP: one cloud process, durable writes, this load generator on the same cores.
 * The machines sign their calls beforehand, as 500 machines would on cores of their own.
 */
const machines = 500;
const beats = 12;
const warmUp = 4;
const atOnce = 64;
const level = { perSecond: 800, p99: 150 };

process.env['GREENROOM_TEST_FSYNC'] = 'on';
const stopPostgres = await startPostgres();
try {
  await measure('SQLite', null);
  if (hasPostgres) await measure('PostgreSQL', await freshPostgres());
} finally {
  await stopPostgres();
}

async function measure(engine: string, databaseUrl: string | null): Promise<void> {
  const cloud = await startCloudProcesses(databaseUrl, 1);
  try {
    const fleet = await activate(cloud);
    const rounds = Array.from({ length: warmUp + beats }, () => fleet.map((machine) => machine.call({})));
    await send(cloud, rounds.slice(0, warmUp).flat());
    const started = performance.now();
    const before = usedBy(cloud, databaseUrl);
    const times = await send(cloud, rounds.slice(warmUp).flat());
    const perSecond = times.length / ((performance.now() - started) / 1000);
    const used = usedBy(cloud, databaseUrl).map((after, at) => (after - (before[at] ?? 0)) / times.length);
    const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
    printFigure(
      `${engine}: ${machines} machines, ${times.length} heartbeats`,
      `${perSecond.toFixed(0)}/s`,
      `>= ${level.perSecond}/s`,
      perSecond >= level.perSecond,
    );
    printFigure(
      `${engine}: one heartbeat, p50 and p99`,
      `${p50.toFixed(1)}, ${p99.toFixed(1)} ms`,
      `p99 < ${level.p99} ms`,
      p99 < level.p99,
    );
    const [cloudUsed, senderUsed, databaseUsed] = used.map((milliseconds) => milliseconds.toFixed(2));
    console.log(
      `      CPU of each: cloud ${cloudUsed} ms, database ${databaseUsed} ms, this generator ${senderUsed} ms`,
    );
  } finally {
    await cloud.stop();
  }
}

/** Milliseconds of CPU so far: of the cloud, of this generator, of the database's own processes (Linux only). */
function usedBy(cloud: CloudProcesses, databaseUrl: string | null): number[] {
  const { user, system } = process.cpuUsage();
  const name = databaseUrl === null ? null : new URL(databaseUrl).pathname.slice(1);
  const backends = name === null ? [] : processesNamed(name);
  return [sumOf(cloud.pids), (user + system) / 1000, sumOf(backends)];
}

function sumOf(pids: readonly number[]): number {
  return pids.map(usedByProcess).reduce((a, b) => a + b, 0);
}

function usedByProcess(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // utime and stime, in ticks of 10 ms
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function processesNamed(part: string): number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/cmdline`));
  return pids.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(` ${part} `)).map(Number);
}

async function activate(cloud: CloudProcesses): Promise<CallingMachine[]> {
  const license = await cloud.addLicense(machines);
  const client = cloud.client(0, cloud.token);
  const fleet = Array.from({ length: machines }, (_, at) => callingMachine(`M-${at}`, cloud.trustRoot));
  for (const machine of fleet) {
    const call = machine.call({ purpose: 'pick', license });
    machine.apply((await client.license.pick({ license, call })).file);
  }
  return fleet;
}

/** Sends calls in order, so many at once; milliseconds of each. Machines take turns, so the calls of one never cross. */
async function send(cloud: CloudProcesses, calls: string[]): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const url = `${cloud.urls[0]}/rpc/machine/heartbeat`;
  const times: number[] = [];
  const waiting = calls.values();
  const line = async () => {
    for (const call of waiting) {
      const started = performance.now();
      const answer = await post(agent, url, JSON.stringify({ json: { call } }));
      times.push(performance.now() - started);
      if (!answer.includes('BEGIN GREENROOM LICENSE')) throw new Error(`refused: ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  agent.destroy();
  return times;
}

function post(agent: Agent, url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}
