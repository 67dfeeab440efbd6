import { setImmediate } from 'node:timers/promises';
import type { CloudParts } from '../context.ts';
import { answerHeartbeats, type Outcome } from './heartbeat-answers.ts';
import type { OpenedCall } from './machine-call.ts';

const mostTogether = 64;
/** While one group waits for the database, the next is verified and signed. */
const mostGroups = 2;

interface Waiting {
  opened: OpenedCall;
  settle(outcome: Outcome): void;
  fail(error: unknown): void;
}

/**
 * Gathers the heartbeats that arrive while others are being answered, and answers them together: under load they
 * share statements and one wait for the disk, and a single one waits for nobody.
 */
export function gatherHeartbeats(
  parts: Pick<CloudParts, 'clock' | 'keys' | 'random' | 'store'>,
): (opened: OpenedCall) => Promise<string> {
  let waiting: Waiting[] = [];
  let groups = 0;

  async function answerAll(): Promise<void> {
    groups += 1;
    while (waiting.length > 0) {
      // Those that have arrived already get this far first.
      await setImmediate();
      const [together, later] = ofDifferentMachines(waiting);
      waiting = later;
      if (together.length > 0) await answerTogether(together);
    }
    groups -= 1;
  }

  async function answerTogether(together: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await answerHeartbeats(
        parts,
        together.map(({ opened }) => opened),
      );
      for (const [at, outcome] of outcomes.entries()) together[at]?.settle(outcome);
    } catch (error) {
      for (const { fail } of together) fail(error);
    }
  }

  return (opened) =>
    new Promise((resolve, reject) => {
      const settle = (outcome: Outcome) => ('answer' in outcome ? resolve(outcome.answer) : reject(outcome.failure));
      waiting.push({ opened, settle, fail: reject });
      if (groups < mostGroups) void answerAll();
    });
}

/** The first ones of different machines; two calls of one machine are answered one after the other. */
function ofDifferentMachines(waiting: readonly Waiting[]): [together: Waiting[], later: Waiting[]] {
  const machines = new Set<string>();
  const together: Waiting[] = [];
  const later: Waiting[] = [];
  for (const each of waiting) {
    const { machine } = each.opened;
    if (machines.has(machine) || machines.size === mostTogether) later.push(each);
    else {
      machines.add(machine);
      together.push(each);
    }
  }
  return [together, later];
}
