import { attempt, type AttemptParts, leaseTime } from './attempt.ts';
import { type DeliveryRow, dueDeliveries, leaseDeliveries } from '../store/queries/delivery.ts';

/** So many calls at once, of all webhooks together. A slow one costs a socket, not a thread. */
const most = 128;
/** And of one webhook; one that fails is tried one by one. */
const perWebhook = 4;

/**
 * Makes the calls that are due. Any number of processes may do it: each call is leased by one at a time. What is under
 * way when a process is killed comes up again when its lease is over; so a call may arrive twice, never not at all.
 */
export function startDeliveries(parts: AttemptParts, { interval = 1_000 } = {}): () => Promise<void> {
  const { store, clock, log } = parts;
  const stopped = new AbortController();
  const underWay = new Set<Promise<void>>();
  const busy = new Map<string, number>();
  let looking: Promise<void> | null = null;
  let isAgain = false;

  /** Looks for calls that are due; one look at a time. */
  function look(): void {
    if (stopped.signal.aborted) return;
    if (looking) {
      isAgain = true;
      return;
    }
    looking = takeDue()
      .catch((error: unknown) => log.warn({ err: error }, 'calls to webhooks were not looked for'))
      .finally(() => {
        looking = null;
        if (!isAgain) return;
        isAgain = false;
        look();
      });
  }

  async function takeDue(): Promise<void> {
    const due = await dueDeliveries(store.db, clock.now(), { perWebhook, most });
    const chosen = new Map<string, string[]>();
    for (const { id, webhook_id, isFailing } of due) {
      const ids = chosen.get(webhook_id) ?? [];
      if (countOf(webhook_id) + ids.length < (isFailing ? 1 : perWebhook)) chosen.set(webhook_id, [...ids, id]);
    }
    const ids = [...chosen.values()].flat().slice(0, most - underWay.size);
    if (ids.length === 0 || stopped.signal.aborted) return;
    const now = clock.now();
    const leased = await leaseDeliveries(store.db, ids, { now, until: now + leaseTime, onlyDue: true });
    for (const delivery of leased) begin(delivery);
  }

  function begin(leased: DeliveryRow): void {
    const { id, webhook_id } = leased;
    busy.set(webhook_id, countOf(webhook_id) + 1);
    const work = attempt(parts, leased, { signal: stopped.signal })
      .catch((error: unknown) => {
        if (!stopped.signal.aborted) log.error({ err: error, delivery: id }, 'a call to a webhook failed unexpectedly');
      })
      .then(() => {
        underWay.delete(work);
        busy.set(webhook_id, countOf(webhook_id) - 1);
        if (countOf(webhook_id) === 0) busy.delete(webhook_id);
        look();
      });
    underWay.add(work);
  }

  const countOf = (webhook: string) => busy.get(webhook) ?? 0;

  const timer = setInterval(look, interval).unref();
  return async () => {
    clearInterval(timer);
    stopped.abort(new Error('the cloud stops'));
    await looking;
    await Promise.all(underWay);
  };
}
