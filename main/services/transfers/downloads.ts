import type { Id } from '#shared/models/id.ts';
import type { Transfer, TransferEvent } from '#shared/models/transfer.ts';
import type { Changes } from '../changes.ts';
import type { CloudState } from '../cloud-state.ts';
import { createInTurn } from '../in-turn.ts';
import type { CompanionPorts } from '../ports.ts';
import type { Session } from '../session.ts';
import type { SettingsService } from '../settings.ts';
import { createAttempt } from './attempt.ts';
import { createEngine } from './engine.ts';
import { type Entry, entryOf, keptOf, transferOf } from './entry.ts';
import { createEvents } from './events.ts';
import { createKeeper, readKept } from './kept-transfers.ts';
import { createLimiter } from './limiter.ts';
import { createOutage } from './outage.ts';
import { createQueue } from './queue.ts';
import type { NewOrder, RunTransfer, TransferDesk } from './transfer-ports.ts';

export interface Downloads {
  /** Puts orders at the end of the queue; what is there already goes on instead. Throws `state-not-writable`, `disk-full`. */
  add(orders: readonly NewOrder[]): Promise<Transfer[]>;
  /** One, or all of them; what they have so far stays. Throws `not-found`, as do the others. */
  pause(transfer?: Id): Promise<Transfer[]>;
  /** Goes on, also with what failed, and tries at once what waits. */
  resume(transfer?: Id): Promise<Transfer[]>;
  /** Gives one up, with what it has so far; what is done is only forgotten. */
  cancel(transfer: Id): Promise<void>;
  move(transfer: Id, to: number): Promise<Transfer[]>;
  list(): Promise<Transfer[]>;
  watch(signal?: AbortSignal): AsyncGenerator<TransferEvent, void>;
  /** Runs transfers until the signal ends it; resolves when the last one has come to rest. */
  start(signal: AbortSignal): Promise<void>;
}

interface Parts {
  desk: TransferDesk;
  run: RunTransfer;
  changes: Changes;
  settings: Pick<SettingsService, 'show'>;
  session: Pick<Session, 'show'>;
  cloud: Pick<CloudState, 'show'>;
}

/** The queue of transfers of this machine: one for downloads, and for copies to and from sticks. */
export function createDownloads(
  { clock, random, log, transferStore }: Pick<CompanionPorts, 'clock' | 'random' | 'log' | 'transferStore'>,
  { desk, run, changes, settings, session, cloud }: Parts,
): Downloads {
  const queue = createQueue();
  const limiter = createLimiter(clock);
  const outage = createOutage(clock);
  const show = () => queue.list().map(transferOf);
  const events = createEvents(clock, { ready: load, list: show });
  const changed = ({ order }: Entry) => events.changed(order.id);
  const attempt = createAttempt({ clock, random, log, desk, run, limiter, outage, changed });
  const atOnce = () => settings.show().downloadsAtOnce;
  const engine = createEngine(clock, { queue, outage, atOnce, attempt, changed, onEnd });
  const inTurn = createInTurn();
  const keep = createKeeper(transferStore, () => queue.all().flatMap((entry) => keptOf(entry) ?? []));
  let loading: Promise<void> | null = null;

  function load(): Promise<void> {
    loading ??= readKept(transferStore, log).then((kept) => kept.map(entryOf).forEach(queue.restore));
    return loading;
  }

  /** One command after another, each with the whole queue before it. */
  const command = <Result>(task: () => Promise<Result>): Promise<Result> => inTurn(() => load().then(task));

  const keepOrWarn = () => keep().catch((error: unknown) => warn('the queue of transfers could not be kept', error));
  const warn = (what: string, error: unknown) => log.warn(what, { error: String(error) });

  /** After a change of the order: whoever's turn it is now, in everybody's eyes, and on disk. */
  async function settle(): Promise<void> {
    engine.takeTurns();
    events.reordered();
    await keepOrWarn();
  }

  function onEnd({ order, state }: Entry): void {
    if (state === 'done') {
      log.info('a transfer is done', { transfer: order.id, product: order.product.id, version: order.version });
      changes.announce('library');
    }
    if (state === 'done' || state === 'failed') void keepOrWarn();
  }

  /** A new transfer, or the one to the same place, which goes on as it is asked for now. */
  function take(order: NewOrder): Entry {
    const known = queue.same(order);
    const stamp = known?.order ?? { id: `T-${Buffer.from(random.bytes(8)).toString('hex')}`, addedAt: clock.now() };
    const stamped = { ...order, id: stamp.id, addedAt: stamp.addedAt };
    if (!known) return queue.append(stamped);
    const { kind, drive, folder } = known.order;
    const isOtherWay = kind !== order.kind || drive !== order.drive || folder !== order.folder;
    if (isOtherWay || known.state === 'done') engine.halt(known, 'queued');
    Object.assign(known, { order: stamped, path: null });
    goOn(known);
    return known;
  }

  function goOn(entry: Entry): void {
    if (entry.state === 'paused' || entry.state === 'failed') engine.halt(entry, 'queued');
  }

  function pause(entry: Entry): void {
    if (entry.state !== 'done' && entry.state !== 'failed') engine.halt(entry, 'paused');
  }

  /** Removes what a cancelled transfer has so far. Where that is cut short, the next start does it. */
  async function leave(entry: Entry): Promise<void> {
    entry.run?.stop.abort();
    await entry.run?.ended;
    await desk.discard(entry.order).catch((error: unknown) => warn('a cancelled transfer could not be removed', error));
    queue.remove(entry);
    changes.announce('library');
    await settle();
  }

  const some = (transfer: Id | undefined) => (transfer === undefined ? queue.list() : [queue.find(transfer)]);

  /** What else of this machine decides how transfers go. */
  function follow(): () => void {
    const adjust = () => limiter.setLimit(settings.show().downloadLimit);
    adjust();
    return changes.subscribe((topic) => {
      if (topic === 'settings') adjust();
      if (topic === 'settings') engine.takeTurns();
      if (topic === 'session') goOnSignedIn();
      if (topic === 'cloud' && cloud.show().state === 'reachable') nudge();
    });
  }

  function nudge(): void {
    outage.end(false);
    engine.takeTurns();
  }

  function goOnSignedIn(): void {
    if (session.show().state !== 'signed-in') return;
    const waiting = queue.list().filter(({ failure }) => failure?.code === 'not-signed-in');
    waiting.forEach(goOn);
    if (waiting.length > 0) void settle();
  }

  return {
    add: (orders) =>
      command(async () => {
        const before = new Set(queue.list());
        const taken = [...new Set(orders.map(take))];
        try {
          await keep();
        } catch (error) {
          taken.filter((entry) => !before.has(entry)).forEach(queue.remove);
          throw error;
        }
        engine.takeTurns();
        events.reordered();
        return taken.map(transferOf);
      }),
    pause: (transfer) =>
      command(async () => {
        some(transfer).forEach(pause);
        await settle();
        return show();
      }),
    resume: (transfer) =>
      command(async () => {
        some(transfer).forEach(goOn);
        outage.end(false);
        await settle();
        return show();
      }),
    async cancel(transfer) {
      const entry = await command(async () => {
        const found = queue.find(transfer);
        if (found.state === 'done') queue.remove(found);
        else found.isLeaving = true;
        found.run?.stop.abort();
        await settle();
        return found;
      });
      if (entry.isLeaving) await leave(entry);
    },
    move: (transfer, to) =>
      command(async () => {
        queue.move(queue.find(transfer), to);
        await settle();
        return show();
      }),
    list: () => command(async () => show()),
    watch: (signal) => events.watch(signal),
    async start(signal) {
      await load();
      const endOfFollowing = follow();
      goOnSignedIn();
      for (const entry of queue.all().filter(({ isLeaving }) => isLeaving)) void leave(entry);
      await engine.run(signal);
      endOfFollowing();
      await keepOrWarn();
    },
  };
}
