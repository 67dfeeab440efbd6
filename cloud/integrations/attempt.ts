import { retryAfter } from '#shared/retry-after.ts';
import type { CloudParts } from '../context.ts';
import type { OutgoingReason } from '../outgoing/port.ts';
import { OutgoingTrouble } from '../outgoing/port.ts';
import { afterTry } from '../rules/delivery.ts';
import type { Write } from '../store/open.ts';
import { type DeliveryRow, freeDelivery } from '../store/queries/delivery.ts';
import { findWebhook, type WebhookRow } from '../store/queries/webhook.ts';
import { payloadOf } from './payload.ts';
import { signedHeaders } from './sign.ts';
import { switchOff, tellSwitchedOff } from './switch-off.ts';
import { createSecrets } from './webhook-secret.ts';

export type AttemptParts = Pick<CloudParts, 'clock' | 'config' | 'log' | 'mail' | 'outgoing' | 'random' | 'store'>;

/** A receiver has so long to answer. */
const time = 15_000;
/** So much of its answer is kept. */
const mostAnswer = 2_000;
/** A lease outlives the try, also when the database is slow. */
export const leaseTime = 60_000;

interface Tried {
  at: number;
  milliseconds: number;
  status: number | null;
  trouble: OutgoingReason | null;
  answer: string | null;
  retryAfter: number | null;
}

/**
 * One try of a call that this process has leased: signs it anew, sends it, writes down what came of it. `byHand`: it is
 * not tried again because of this. False: its webhook, or what it was about, is gone.
 */
export async function attempt(
  parts: AttemptParts,
  leased: DeliveryRow,
  { byHand = false, signal }: { byHand?: boolean; signal?: AbortSignal } = {},
): Promise<boolean> {
  const { store } = parts;
  const webhook = await findWebhook(store.db, leased.webhook_id);
  const body = webhook && (leased.body ?? (await payloadOf(store.db, placeOf(webhook, leased))));
  if (!webhook || body === null) {
    await store.db.deleteFrom('webhook_delivery').where('id', '=', leased.id).execute();
    return false;
  }
  const tried = await send(parts, webhook, { id: leased.id, body }, signal).catch(async (error: unknown) => {
    // The process ends, or there is a bug: either way another try finds it free.
    await freeDelivery(store.db, leased.id);
    throw error;
  });
  const off = await store.write((tx) => writeDown(parts, tx, { leased, body, tried, byHand }));
  if (off) await tellSwitchedOff(parts, webhook, off);
  return true;
}

const placeOf = (webhook: WebhookRow, { deed_id }: DeliveryRow) => ({
  organization: webhook.organization_id,
  deed: deed_id,
});

async function send(
  { clock, config, outgoing }: AttemptParts,
  webhook: WebhookRow,
  { id, body }: { id: string; body: string },
  signal: AbortSignal | undefined,
): Promise<Tried> {
  const at = clock.now();
  const begun = performance.now();
  const secrets = createSecrets(config.secret);
  const sealed = [webhook.sealed_secret];
  if (webhook.old_sealed_secret !== null && (webhook.old_secret_until ?? 0) > at)
    sealed.push(webhook.old_sealed_secret);
  const signing = sealed.map((each) => secrets.open(webhook.id, each));
  const headers = { 'content-type': 'application/json', ...signedHeaders({ id, at, body }, signing) };
  const taken = () => Math.round(performance.now() - begun);
  try {
    const call = { url: webhook.url, method: 'POST', headers, body, time, most: mostAnswer, signal };
    const answer = await outgoing.send(call);
    const after = retryAfter(answer.headers.get('retry-after'), clock.now());
    const said = { status: answer.status, answer: readable(answer.body), retryAfter: after };
    return { at, milliseconds: taken(), trouble: null, ...said };
  } catch (error) {
    if (!(error instanceof OutgoingTrouble)) throw error;
    return { at, milliseconds: taken(), status: null, trouble: error.reason, answer: null, retryAfter: null };
  }
}

/** As text, whatever it is. PostgreSQL keeps no zero character. */
const readable = (bytes: Buffer): string => bytes.toString('utf8').replaceAll('\0', '\u{fffd}');

async function writeDown(
  parts: AttemptParts,
  tx: Write,
  { leased, body, tried, byHand }: { leased: DeliveryRow; body: string; tried: Tried; byHand: boolean },
): Promise<'gone' | 'failing' | null> {
  const webhook = await findWebhook(tx, leased.webhook_id);
  if (!webhook) return null;
  const chance = (parts.random.bytes(1)[0] ?? 0) / 255;
  const verdict = afterTry({
    status: tried.status,
    retryAfter: tried.retryAfter,
    at: parts.clock.now(),
    before: leased.attempts,
    failingSince: webhook.failing_since,
    chance,
  });
  // By hand, a call that had been given up or had arrived stays out of the schedule.
  const keeps = byHand && verdict.state === 'waiting';
  await tx
    .updateTable('webhook_delivery')
    .set({
      state: keeps ? (leased.next_at === null ? 'failed' : 'waiting') : verdict.state,
      next_at: keeps ? leased.next_at : verdict.nextAt,
      attempts: keeps ? leased.attempts : leased.attempts + 1,
      leased_until: null,
      last_at: tried.at,
      status: tried.status,
      trouble: tried.trouble,
      milliseconds: tried.milliseconds,
      answer: tried.answer,
      body,
    })
    .where('id', '=', leased.id)
    .execute();
  if (verdict.failingSince !== webhook.failing_since)
    await tx.updateTable('webhook').set({ failing_since: verdict.failingSince }).where('id', '=', webhook.id).execute();
  if (verdict.off === null) return null;
  return (await switchOff(parts, tx, webhook, verdict.off)) ? verdict.off : null;
}
