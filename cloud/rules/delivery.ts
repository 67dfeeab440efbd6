import { day, hour, minute, type Moment } from '#shared/models/time.ts';
import type { DeliveryState } from '#shared/models/webhook.ts';

/** How long to wait before each further try. After the last one a call is given up. */
const waits = [5_000, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 24 * hour];
/** Longer than this nobody has a call wait, whatever the receiver asks. */
const longestAsked = day;
/** A webhook that nothing arrives at for so long is switched off. */
export const failingFor = 5 * day;
/** Waits differ by up to this share, so that what failed together does not come back together. */
const jitter = 0.1;

/** What came of one try: an answer with its status, or none. */
export interface Tried {
  status: number | null;
  /** So long the receiver asks to be left alone. */
  retryAfter: number | null;
  at: Moment;
  /** Tries before this one. */
  before: number;
  failingSince: Moment | null;
  /** From 0 to 1. */
  chance: number;
}

export interface Verdict {
  state: DeliveryState;
  nextAt: Moment | null;
  failingSince: Moment | null;
  /** Whether the webhook is switched off. */
  off: 'gone' | 'failing' | null;
}

/** What becomes of a call, and of its webhook, after a try. Only 2xx means that it arrived. */
export function afterTry({ status, retryAfter, at, before, failingSince, chance }: Tried): Verdict {
  if (status !== null && status >= 200 && status < 300)
    return { state: 'delivered', nextAt: null, failingSince: null, off: null };
  const since = failingSince ?? at;
  const off = status === 410 ? 'gone' : at - since >= failingFor ? 'failing' : null;
  const wait = waits[before];
  if (off !== null || wait === undefined) return { state: 'failed', nextAt: null, failingSince: since, off };
  const own = Math.round(wait * (1 - jitter + 2 * jitter * chance));
  const asked = status === 429 || status === 503 ? Math.min(retryAfter ?? 0, longestAsked) : 0;
  return { state: 'waiting', nextAt: at + Math.max(own, asked), failingSince: since, off };
}
