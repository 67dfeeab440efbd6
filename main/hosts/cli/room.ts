import { setTimeout as sleep } from 'node:timers/promises';
import { toFailure } from '#shared/contract/failure.ts';
import { errorTable, type Failure } from '#shared/errors.ts';
import type { HeldLease, Notice } from '#shared/models/status.ts';
import { explain, explainNotice, text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../owner.ts';

const words = text.cli.offline.room;
const [firstPause, longestPause] = [2_000, 60_000];
/** Between two looks whether the seat is still there. */
const look = 30_000;
/** A container is given some ten seconds to end: the seat must not take them all. */
const patience = 5_000;

/** What a seat in a room is kept with. */
export interface Seat {
  enter(): Promise<HeldLease>;
  held(): Promise<HeldLease[]>;
  notices(): Promise<Notice[]>;
  release(lease: string, signal: AbortSignal): Promise<unknown>;
}

/** The seat of this machine, by this code. */
export const seatOf = (code: string, { companion: { license, status } }: CompanionClient): Seat => ({
  enter: () => license.enter({ code }),
  held: () => license.held({}),
  notices: async () => (await status.show({})).notices,
  release: (lease, signal) => license.release({ lease }, { signal }),
});

/**
 * Enters with a room code and keeps the seat (L12): tries again for as long as the cloud is away or all seats are taken, and
 * when the lease lapsed meanwhile. The returned function gives the seat back. A code that is over, or wrong, is said once:
 * trying again would not help; nor is a seat taken again that somebody took away.
 */
export function stayInRoom(
  seat: Seat,
  say: (line: string) => void,
  pause: (milliseconds: number, signal: AbortSignal) => Promise<unknown> = (milliseconds, signal) =>
    sleep(milliseconds, undefined, { signal }),
): () => Promise<void> {
  const leaving = new AbortController();
  const { signal } = leaving;
  let lease: string | null = null;

  async function stay(): Promise<void> {
    while (!signal.aborted && (await enter()) && (await untilLapsed()));
  }

  /** Whether there is a seat now. */
  async function enter(): Promise<boolean> {
    let said = '';
    for (let wait = firstPause; !signal.aborted; wait = Math.min(2 * wait, longestPause)) {
      try {
        const held = await seat.enter();
        lease = held.id;
        say(words.entered(`${held.product.name} ${held.edition.name}`));
        return true;
      } catch (error) {
        const failure = toFailure(error);
        const { sentence, next } = failure ? explain(failure) : { sentence: String(error), next: '' };
        if (!failure || !mayHelpLater(failure)) {
          say(`${sentence} ${next}`);
          return false;
        }
        if (sentence !== said) say(words.waiting(sentence));
        said = sentence;
        await pause(wait, signal).catch(() => undefined);
      }
    }
    return false;
  }

  /** Whether the seat was lost to time alone. */
  async function untilLapsed(): Promise<boolean> {
    for (;;) {
      await pause(look, signal).catch(() => undefined);
      if (signal.aborted) return false;
      const held = await seat.held().catch(() => null);
      if (held === null || held.some(({ id, standing }) => id === lease && standing !== 'ended')) continue;
      const notices = await seat.notices().catch(() => []);
      const end = notices.find((notice) => notice.kind === 'lease-ended' && notice.notice.lease === lease);
      lease = null;
      if (end?.kind !== 'lease-ended' || end.notice.reason === 'lapsed') return true;
      say(explainNotice(end).sentence);
      return false;
    }
  }
  const staying = stay();

  return async () => {
    leaving.abort();
    const inTime = AbortSignal.timeout(patience);
    const tooLate = new Promise<void>((resolve) => inTime.addEventListener('abort', () => resolve()));
    await Promise.race([staying, tooLate]);
    if (lease === null) return;
    try {
      await seat.release(lease, inTime);
      say(words.givenBack);
    } catch (error) {
      const failure = toFailure(error);
      // Gone already: at its end, or by somebody's hand.
      if (failure?.code === 'no-lease-here') return;
      say(words.notGivenBack(failure ? explain(failure).sentence : String(error)));
    }
  };
}

/** What time or other people change: the cloud is away, or every seat is taken. */
const mayHelpLater = ({ code }: Failure) => errorTable[code].retry;
