import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createORPCClient } from '@orpc/client';
import { composeReleases } from '#main/compose-releases.ts';
import { createChanges } from '#main/services/changes.ts';
import type { CloudClient } from '#main/services/ports.ts';
import type { NewOrder, TransferOrder, TransferTask } from '#main/services/transfers/transfer-ports.ts';
import { Failure } from '#shared/errors.ts';
import type { SignedReleases } from '#shared/models/release.ts';
import type { SessionStatus } from '#shared/models/status.ts';
import { createFakeDrives, fakeDrive } from './fake-drives.ts';
import { createTestLibraryPorts } from './library-ports.ts';
import { freshFolder, openMachine, standingClock } from './machine.ts';
import type { Publisher } from './publisher.ts';

interface Options {
  folder?: string;
  /** Whose releases the cloud has; without it the machine has no network. */
  publishers?: readonly Publisher[];
  trustRoot?: string | null;
  sticks?: readonly string[];
  clock?: ReturnType<typeof standingClock>;
}

/** What a machine knows of releases, with a real state folder, a real library and folders for sticks; the cloud is made up. */
export async function createReleaseMachine(options: Options = {}) {
  const { folder = freshFolder(), publishers = [], sticks = [], clock = standingClock() } = options;
  const machineState = await openMachine({ folder, clock });
  const trustRoot = options.trustRoot === undefined ? publishers[0]?.cloud.trustRootFile : options.trustRoot;
  if (trustRoot && !machineState.pinned()) await machineState.pin(trustRoot);
  const ports = createTestLibraryPorts(folder);
  const drives = createFakeDrives(...sticks.map((id) => fakeDrive({ id })));
  const logged: string[] = [];
  const line = (message: string, facts?: Record<string, unknown>) =>
    void logged.push(`${message} ${JSON.stringify(facts ?? {})}`);
  const around = {
    /** What the cloud answers; a failure is thrown. */
    offered: (): SignedReleases[] => publishers.map((publisher) => publisher.signed()),
    trouble: publishers.length > 0 ? null : new Failure('cloud-unreachable', { url: 'https://cloud.example' }),
    /** What the cloud says of its keys. */
    trustRoots: trustRoot ?? '',
    session: { state: 'signed-out', why: 'never' } as SessionStatus,
    asked: 0,
    linked: [] as string[],
    announced: [] as string[],
  };
  if (publishers.length > 0) around.session = signedIn;

  const answers: Record<string, (input: Record<string, string>) => unknown> = {
    'about.show': () => ({ trustRoot: around.trustRoots }),
    'release.files': () => {
      around.asked += 1;
      return around.offered();
    },
    'release.link': ({ product, version, artifact, part = 'file' }) => {
      const url = `https://store.example/${product}/${version}/${artifact}/${part}?${around.linked.length}`;
      around.linked.push(url);
      const file = publishers.find((one) => one.signed().product.id === product)?.file(version ?? '', artifact ?? '');
      if (!file) throw new Failure('not-found', {});
      const parts: Record<string, Uint8Array> = { chunks: file.chunks, signature: file.signature };
      ports.served.set(url, parts[part] ?? file.content.read(0, file.content.size));
      return { url, expiresAt: null };
    },
  };
  const cloud = createORPCClient<CloudClient>({
    async call(path, input) {
      if (around.trouble) throw around.trouble;
      return answers[path.join('.')]?.(input as Record<string, string>);
    },
  });
  const changes = createChanges();
  changes.subscribe((topic) => around.announced.push(topic));
  const services = composeReleases(
    {
      machineState,
      clock: { ...clock, sleep: () => Promise.reject(new Error('nobody sleeps here')) },
      log: { debug: line, info: line, warn: line, error: line },
      drives,
      releases: ports,
    },
    {
      changes,
      cloud,
      session: { show: () => around.session, restore: async () => {} },
    },
  );

  let orders = 0;
  /** Runs orders one after the other, as the queue does. Says how many bytes came over the network. */
  async function transfer(ordered: readonly NewOrder[]): Promise<{ paths: string[]; fetchedBytes: number }> {
    const paths: string[] = [];
    let fetchedBytes = 0;
    for (const order of ordered) {
      const { task, stamped } = await prepare(order);
      fetchedBytes += await putTogether(task, ports.served);
      paths.push(await services.desk.complete(stamped, task));
    }
    return { paths, fetchedBytes };
  }

  async function prepare(order: NewOrder): Promise<{ task: TransferTask; stamped: TransferOrder }> {
    const stamped = { ...order, id: `T-${(orders += 1)}`, addedAt: clock.now() };
    return { stamped, task: await services.desk.prepare(stamped, AbortSignal.timeout(20_000)) };
  }

  return { ...ports, ...services, folder, machineState, drives, around, clock, logged, transfer, prepare };
}

export const signedIn: SessionStatus = {
  state: 'signed-in',
  current: 'northlight',
  who: {
    person: { id: 'ingrid', name: 'Ingrid Aas', email: 'ingrid@northlight.example' },
    isVendor: false,
    memberships: [],
    sessionExpiresAt: Number.MAX_SAFE_INTEGER,
  },
};

/** The shortest run there is: chunks from seeds, the rest from the link; every one is checked. */
async function putTogether(task: TransferTask, served: ReadonlyMap<string, Uint8Array>): Promise<number> {
  const { chunks } = task;
  const owned = new Map<string, Uint8Array>();
  for (const seed of task.seeds) {
    const bytes = existsSync(seed.path) ? readFileSync(seed.path) : Buffer.alloc(0);
    const list = await seed.chunks();
    for (let chunk = 0; chunk < list.count; chunk += 1) {
      const piece = bytes.subarray(list.offset(chunk), list.offset(chunk + 1));
      owned.set(sha256(piece), piece);
    }
  }
  const pieces: Uint8Array[] = [];
  let fetched = 0;
  let whole: Uint8Array | null = null;
  for (let chunk = 0; chunk < chunks.count; chunk += 1) {
    const name = Buffer.from(chunks.hash(chunk)).toString('hex');
    const known = owned.get(name);
    if (!known && !task.link) throw new Failure('source-missing', {});
    if (!known) whole ??= served.get((await task.link?.(AbortSignal.timeout(5_000))) ?? '') ?? null;
    const piece = known ?? whole?.subarray(chunks.offset(chunk), chunks.offset(chunk + 1)) ?? new Uint8Array();
    if (sha256(piece) !== name) throw new Failure('source-differs', { host: 'store.example' });
    if (!known) fetched += piece.length;
    pieces.push(piece);
  }
  writeFileSync(`${task.path}.part`, Buffer.concat(pieces));
  renameSync(`${task.path}.part`, task.path);
  return fetched;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
