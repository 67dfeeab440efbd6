import { AsyncIteratorClass } from '@orpc/client';
import type { CompanionClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { Release } from '#shared/models/release.ts';
import type { Transfer, TransferEvent } from '#shared/models/transfer.ts';
import { findRelease } from './releases.ts';
import type { Watched } from './world.ts';

const every = 100;
const usualSpeed = 38_000_000;

/** Downloads over a world in memory: they run, one after the other, as long as somebody watches. */
export function fakeTransfers(world: Watched): Pick<CompanionClient, 'download'> {
  const listeners = new Set<(event: TransferEvent) => void>();
  const tell = (changed: readonly Transfer[]) => {
    const event = { transfers: [...changed], order: world.transfers.map(({ id }) => id) };
    for (const listen of listeners) listen(event);
  };
  const put = (changed: readonly Transfer[]) => {
    const byId = new Map(changed.map((transfer) => [transfer.id, transfer]));
    world.transfers = world.transfers.map((transfer) => byId.get(transfer.id) ?? transfer);
    tell(changed);
    return world.transfers;
  };
  const find = (id: string) => {
    const found = world.transfers.find((transfer) => transfer.id === id);
    if (!found) throw new Failure('not-found', {});
    return found;
  };
  const some = (id: string | undefined) => (id === undefined ? world.transfers : [find(id)]);

  const arrive = (done: Transfer) => {
    world.library = [
      ...world.library,
      {
        product: done.product.id,
        productName: done.product.name,
        version: done.version,
        artifact: done.artifact.id,
        kind: done.artifact.kind,
        title: done.artifact.title,
        platform: done.artifact.kind === 'installer' ? 'linux' : null,
        fileName: done.artifact.fileName,
        path: done.path ?? '',
        size: done.size,
        verifiedAt: world.status.now,
        isKept: false,
        isOld: false,
      },
    ];
    world.changed(['library']);
  };
  const step = () => {
    if (!world.moves) return;
    const moved = world.transfers.filter(({ state }) => state === 'running').map(advance);
    for (const done of moved.filter(({ state }) => state === 'done')) arrive(done);
    const room = world.settings.downloadsAtOnce - moved.filter(({ state }) => state === 'running').length;
    const next = world.transfers.filter(({ state }) => state === 'queued').slice(0, Math.max(0, room));
    put([...moved, ...next.map((each) => ({ ...each, state: 'running' as const }))]);
  };

  return {
    download: {
      start: async ({ product, version, artifacts }) => {
        const release = findRelease(world, { product, version });
        const wanted = release.artifacts.filter(({ id }) => artifacts?.includes(id) ?? id.endsWith('linux'));
        const name = world.releases.products.find((each) => each.product.id === product)?.product.name ?? product;
        const added = wanted.map((artifact) => transferOf(release, artifact, { id: product, name }, world.status.now));
        world.transfers = [...world.transfers, ...added];
        tell(added);
        return added;
      },
      pause: async ({ transfer }) =>
        put(
          some(transfer)
            .filter(({ state }) => !['done', 'failed', 'paused'].includes(state))
            .map((each) => ({ ...each, ...still, state: 'paused' })),
        ),
      resume: async ({ transfer }) =>
        put(
          some(transfer)
            .filter(({ state }) => state === 'paused' || state === 'failed')
            .map((each) => ({ ...each, state: 'queued', failure: null })),
        ),
      cancel: async ({ transfer }) => {
        find(transfer);
        world.transfers = world.transfers.filter(({ id }) => id !== transfer);
        tell([]);
        return {};
      },
      move: async ({ transfer, to }) => {
        const moved = find(transfer);
        const others = world.transfers.filter((each) => each !== moved);
        world.transfers = [...others.slice(0, to), moved, ...others.slice(to)];
        tell([]);
        return world.transfers;
      },
      list: async () => world.transfers,
      watch: async (_input, options) => {
        const stream = follow(options?.signal);
        return new AsyncIteratorClass<TransferEvent, void, void>(
          () => stream.next(),
          async () => void (await stream.return()),
        );
      },
    },
  };

  async function* follow(signal: AbortSignal | undefined): AsyncGenerator<TransferEvent, void, void> {
    const heard: TransferEvent[] = [{ transfers: world.transfers, order: world.transfers.map(({ id }) => id) }];
    let wake = () => {};
    const hear = (event: TransferEvent) => {
      heard.push(event);
      wake();
    };
    listeners.add(hear);
    signal?.addEventListener('abort', () => wake());
    const timer = setInterval(step, every);
    try {
      for (;;) {
        if (signal?.aborted) return;
        const event = heard.shift();
        if (event) yield event;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      clearInterval(timer);
      listeners.delete(hear);
    }
  }
}

const still = { bytesPerSecond: null, secondsLeft: null, speeds: [] };

/** A tenth of a second further. */
function advance(transfer: Transfer): Transfer {
  const { size, speeds } = transfer;
  const speed = (transfer.bytesPerSecond ?? usualSpeed) * (0.92 + 0.16 * Math.abs(Math.sin(transfer.verifiedBytes)));
  const bytesPerSecond = Math.min(Math.max(speed, usualSpeed / 4), usualSpeed * 2);
  const verifiedBytes = Math.min(size, Math.round(transfer.verifiedBytes + (bytesPerSecond * every) / 1_000));
  const receivedBytes = Math.min(size, verifiedBytes + Math.round(bytesPerSecond * 3));
  if (verifiedBytes === size)
    return { ...transfer, ...still, state: 'done', verifiedBytes, receivedBytes, path: `/library/${transfer.id}` };
  return {
    ...transfer,
    verifiedBytes,
    receivedBytes,
    bytesPerSecond,
    secondsLeft: (size - verifiedBytes) / bytesPerSecond,
    speeds: [...speeds, bytesPerSecond].slice(-60),
  };
}

let made = 0;
/** A transfer that has not begun. */
export function transferOf(
  { version }: Pick<Release, 'version'>,
  artifact: Release['artifacts'][number],
  product: Transfer['product'],
  addedAt: number,
  change: Partial<Transfer> = {},
): Transfer {
  made += 1;
  return {
    id: `T-${made}`,
    kind: 'download',
    product,
    version,
    artifact: { id: artifact.id, kind: artifact.kind, title: artifact.title, fileName: artifact.fileName },
    drive: null,
    state: 'queued',
    failure: null,
    note: null,
    size: artifact.size,
    verifiedBytes: 0,
    receivedBytes: 0,
    fetchedBytes: 0,
    reusedBytes: 0,
    ...still,
    path: null,
    addedAt,
    ...change,
  };
}
