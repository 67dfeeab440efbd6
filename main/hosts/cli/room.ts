import { setTimeout as sleep } from 'node:timers/promises';
import { toFailure } from '#shared/contract/failure.ts';
import { errorTable, type Failure } from '#shared/errors.ts';
import { explain, text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../owner.ts';

const words = text.cli.offline.room;
const [firstPause, longestPause] = [2_000, 60_000];
/** A container is given some ten seconds to end: the seat must not take them all. */
const patience = 5_000;

type Companion = { companion: Pick<CompanionClient['companion'], 'license'> };

/**
 * Enters with a room code and keeps the seat (L12): tries again for as long as the cloud is away or all seats are taken.
 * The returned function gives the seat back. A code that is over, or wrong, is said once; trying again would not help.
 */
export function stayInRoom(
  code: string,
  { companion }: Companion,
  say: (line: string) => void,
  pause = (milliseconds: number, signal: AbortSignal) => sleep(milliseconds, undefined, { signal }),
): () => Promise<void> {
  const leaving = new AbortController();
  let lease: string | null = null;

  async function enter(): Promise<void> {
    let said = '';
    for (let wait = firstPause; !leaving.signal.aborted; wait = Math.min(2 * wait, longestPause)) {
      try {
        const held = await companion.license.enter({ code });
        lease = held.id;
        return say(words.entered(`${held.product.name} ${held.edition.name}`));
      } catch (error) {
        const failure = toFailure(error);
        const { sentence, next } = failure ? explain(failure) : { sentence: String(error), next: '' };
        if (!failure || !mayHelpLater(failure)) return say(`${sentence} ${next}`);
        if (sentence !== said) say(words.waiting(sentence));
        said = sentence;
        await pause(wait, leaving.signal).catch(() => undefined);
      }
    }
  }
  const entering = enter();

  return async () => {
    leaving.abort();
    const inTime = AbortSignal.timeout(patience);
    const tooLate = new Promise<void>((resolve) => inTime.addEventListener('abort', () => resolve()));
    await Promise.race([entering, tooLate]);
    if (lease === null) return;
    try {
      await companion.license.release({ lease }, { signal: inTime });
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
