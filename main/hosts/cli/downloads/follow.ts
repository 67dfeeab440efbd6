import type { Transfer, TransferEvent } from '#shared/models/transfer.ts';
import { errorTable, type ErrorCode } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { withoutControls } from '../answer.ts';
import type { Terminal } from '../terminal.ts';
import { nameOf, whyOf } from '../views/transfers.ts';
import { createProgressLines } from './progress-lines.ts';

const words = text.cli.downloads;

/** How it ended with the transfers that were followed. */
export interface Followed {
  exit: number;
  /** Transfers of this machine that are not done, besides those. */
  othersLeft: number;
}

export interface FollowOptions {
  /** Of which transfers; null: of all, without end. */
  ids: readonly string[] | null;
  json: boolean;
}

/**
 * Follows transfers to their end. A person sees lines that stay where they are, and a line for each end; with `json`, every event is a line.
 * What waits for the network is followed for as long as that takes. Ends early by Ctrl C.
 */
export async function follow(
  events: AsyncIterable<TransferEvent>,
  { ids, json }: FollowOptions,
  terminal: Terminal,
): Promise<Followed> {
  const known = new Map<string, Transfer>();
  const ended = new Map<string, number>();
  const lines = createProgressLines(terminal);
  let order: readonly string[] = [];
  const isOurs = (id: string) => ids === null || ids.includes(id);

  function take(event: TransferEvent): void {
    order = event.order;
    const ours = event.transfers.filter(({ id }) => isOurs(id));
    if (json && (ours.length > 0 || ids === null)) terminal.out(`${JSON.stringify({ ...event, transfers: ours })}\n`);
    for (const transfer of withoutControls(event.transfers)) {
      const before = known.get(transfer.id);
      known.set(transfer.id, transfer);
      // Who follows all is not told again what was done before.
      const isOld = ids === null && !before && transfer.state === 'done';
      if (isOurs(transfer.id) && !isOld && before?.state !== transfer.state) turned(transfer);
    }
    for (const [id, transfer] of known) {
      if (order.includes(id)) continue;
      known.delete(id);
      if (isOurs(id)) gone(transfer);
    }
  }

  function turned(transfer: Transfer): void {
    const { state, failure } = transfer;
    ended.delete(transfer.id);
    if (state === 'done') end(transfer, 0, words.transfers.done(nameOf(transfer), transfer));
    else if (state === 'failed' && failure) {
      const why = whyOf(transfer);
      end(transfer, errorTable[failure.code as ErrorCode].exit, why ? complaint(transfer, why) : '');
    } else if (terminal.progressWidth === 0 && !json && state !== 'queued')
      terminal.error(`${words.transfers.is(nameOf(transfer), text.transfers.states[state])}\n`);
  }

  function gone(transfer: Transfer): void {
    if (ended.has(transfer.id)) return;
    end(transfer, errorTable['not-found'].exit, words.transfers.gone(nameOf(transfer)));
  }

  function end({ id }: Transfer, exit: number, sentence: string): void {
    ended.set(id, exit);
    if (json) return;
    lines.clear();
    if (exit === 0) terminal.out(`${sentence}\n`);
    else terminal.error(`${sentence}\n`);
  }

  for await (const event of events) {
    take(event);
    if (terminal.interrupted.aborted || (ids !== null && ids.every((id) => ended.has(id)))) break;
    if (!json) lines.show([...known.values()], order);
  }
  lines.clear();
  const left = [...known.values()].filter(({ id, state }) => !isOurs(id) && isUnderWay(state));
  return { exit: Math.max(0, ...ended.values()), othersLeft: left.length };
}

const complaint = (transfer: Transfer, { sentence, next }: { sentence: string; next: string }) =>
  words.transfers.why(nameOf(transfer), sentence, next);

const isUnderWay = (state: Transfer['state']) => state !== 'done' && state !== 'failed' && state !== 'paused';
