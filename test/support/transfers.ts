import { createChanges } from '#main/services/changes.ts';
import type { TransferStore } from '#main/services/ports.ts';
import { createDownloads } from '#main/services/transfers/downloads.ts';
import type {
  Limiter,
  NewOrder,
  RunListener,
  TransferDesk,
  TransferOrder,
  TransferTask,
} from '#main/services/transfers/transfer-ports.ts';
import type { CloudStatus, SessionStatus } from '#shared/models/status.ts';
import { defaultSettings, type Settings } from '#shared/models/settings.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

export const orderOf = (artifact: string, change: Partial<NewOrder> = {}): NewOrder => ({
  kind: 'download',
  product: { id: 'graphics', name: 'Graphics' },
  version: '25.4.0',
  artifact: { id: artifact, kind: 'installer', title: artifact, fileName: `${artifact}.exe` },
  drive: null,
  size: 1_000_000,
  channel: 'stable',
  organization: 'O-1',
  folder: null,
  ...change,
});

/** A run under way, moved on by hand. */
export interface FakeRun {
  artifact: string;
  listener: RunListener;
  limiter: Limiter;
  signal: AbortSignal;
  finish(): void;
  fail(error: unknown): void;
}

export interface FakeDesk extends TransferDesk {
  prepared: string[];
  discarded: string[];
  /** What the next preparations throw, by artifact; null: nothing. */
  trouble: (order: TransferOrder) => unknown;
}

export function memoryStore(text: string | null = null) {
  const store: TransferStore & { text: string | null; aside: string[]; trouble: unknown; writes: number } = {
    text,
    aside: [],
    trouble: null,
    writes: 0,
    read: async () => store.text,
    async write(next) {
      store.writes += 1;
      if (store.trouble) throw store.trouble;
      store.text = next;
    },
    async keepAside() {
      store.aside.push(store.text ?? '');
      store.text = null;
      return 'transfers.json.damaged';
    },
  };
  return store;
}

/** No id comes twice, also after a restart. */
let count = 0;

interface Options {
  clock?: FakeClock;
  store?: ReturnType<typeof memoryStore>;
  settings?: Partial<Settings>;
}

/** The queue of transfers with runs that are moved by hand. */
export function createTestDownloads({ clock = createFakeClock(), store = memoryStore(), ...options }: Options = {}) {
  const changes = createChanges();
  const state = {
    settings: { ...defaultSettings, ...options.settings },
    session: { state: 'signed-out', why: 'never' } as SessionStatus,
    cloud: 'reachable' as CloudStatus['state'],
  };
  const announced: string[] = [];
  changes.subscribe((topic) => announced.push(topic));
  const logged: string[] = [];
  const runs: FakeRun[] = [];
  /** Artifacts that ran at the same time, at any moment. */
  const most = { atOnce: 0 };

  const desk: FakeDesk = {
    prepared: [],
    discarded: [],
    trouble: () => null,
    async prepare(order, signal) {
      desk.prepared.push(order.artifact.id);
      signal.throwIfAborted();
      const trouble = desk.trouble(order);
      if (trouble) throw trouble;
      return { path: order.artifact.id } as TransferTask;
    },
    complete: async (order) => `/library/${order.artifact.fileName}`,
    async discard(order) {
      desk.discarded.push(order.artifact.id);
    },
  };

  const downloads = createDownloads(
    {
      clock,
      random: {
        bytes: (length) => new Uint8Array(new BigUint64Array([BigInt((count += 1))]).buffer).slice(0, length),
        fraction: () => 0.5,
      },
      log: logTo(logged),
      transferStore: store,
    },
    {
      desk,
      changes,
      settings: { show: () => state.settings },
      session: { show: () => state.session },
      cloud: { show: () => ({ state: state.cloud, why: null, since: 0, lastContactAt: null }) },
      run: ({ path }, listener, { limiter, signal }) =>
        new Promise((resolve, reject) => {
          const run: FakeRun = {
            artifact: path,
            listener,
            limiter,
            signal,
            finish: () => leave(resolve),
            fail: (error) => leave(() => reject(error)),
          };
          function leave(then: () => void): void {
            runs.splice(runs.indexOf(run), 1);
            then();
          }
          runs.push(run);
          most.atOnce = Math.max(most.atOnce, runs.length);
          // Coming to rest takes a moment: files are closed.
          signal.addEventListener('abort', () => setImmediate(() => run.fail(signal.reason)), { once: true });
        }),
    },
  );

  return {
    downloads,
    desk,
    clock,
    store,
    changes,
    state,
    announced,
    logged,
    runs,
    most,
    running: () => runs.map(({ artifact }) => artifact),
    runOf(artifact: string): FakeRun {
      const found = runs.find((run) => run.artifact === artifact);
      if (!found) throw new Error(`${artifact} does not run`);
      return found;
    },
    /** Starts it; the returned function stops it as the owner does. */
    async start(): Promise<() => Promise<void>> {
      const stopping = new AbortController();
      const stopped = downloads.start(stopping.signal);
      await clock.settle();
      return async () => {
        stopping.abort();
        await stopped;
      };
    },
    states: async () =>
      Object.fromEntries((await downloads.list()).map(({ artifact, state: shown }) => [artifact.id, shown])),
    async idOf(artifact: string): Promise<string> {
      const found = (await downloads.list()).find((transfer) => transfer.artifact.id === artifact);
      if (!found) throw new Error(`${artifact} is not in the queue`);
      return found.id;
    },
  };
}

export type TestDownloads = ReturnType<typeof createTestDownloads>;

export const progressOf = (receivedBytes: number) => ({
  state: 'running' as const,
  verifiedBytes: receivedBytes,
  receivedBytes,
  fetchedBytes: receivedBytes,
  reusedBytes: 0,
});

function logTo(lines: string[]) {
  const line = (message: string, facts?: Record<string, unknown>) =>
    void lines.push(`${message} ${JSON.stringify(facts ?? {})}`);
  return { debug: line, info: line, warn: line, error: line };
}
