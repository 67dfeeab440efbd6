import type { ErrorCode, Failure } from '#shared/errors.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { explain, text } from '#shared/text/index.ts';
import type { Style, Tally } from './style.ts';
import { table } from './table.ts';

const words = text.cli.downloads.transfers;

const tallies: Record<Transfer['state'], Tally> = {
  queued: 'free',
  running: 'here',
  verifying: 'here',
  paused: 'held',
  'waiting-for-network': 'soon',
  done: 'here',
  failed: 'ended',
};

/** The queue in its order; why something failed or waits stands below. */
export function transfers(all: readonly Transfer[], style: Style): string {
  const rows = all.map((transfer) => [
    style.tally(tallies[transfer.state], text.transfers.states[transfer.state]),
    style.strong(nameOf(transfer)),
    words.verified(transfer.verifiedBytes, transfer.size),
    transfer.bytesPerSecond === null ? '' : text.sizes.speed(transfer.bytesPerSecond),
    transfer.secondsLeft === null ? '' : text.sizes.left(transfer.secondsLeft),
    transfer.id,
  ]);
  const why = all.map((transfer) => {
    const said = whyOf(transfer);
    return said ? `${words.why(nameOf(transfer), said.sentence, said.next)}\n` : '';
  });
  return [table({ headings: words.headings, givesWay: 1 }, rows, words.none, style), ...why].filter(Boolean).join('\n');
}

/** Graphics for Linux 25.4.0, to TRUCK2 */
export function nameOf({ kind, product, version, artifact, drive }: Transfer): string {
  const isNamed = artifact.title.includes(product.name);
  const name = isNamed ? `${artifact.title} ${version}` : `${product.name} ${version} ${artifact.title}`;
  if (drive === null || kind === 'download') return name;
  return `${name}, ${kind === 'save' ? words.to(drive) : words.from(drive)}`;
}

/** What went wrong, and the next step; null where nothing did. */
export function whyOf({ failure }: Pick<Transfer, 'failure'>): { sentence: string; next: string } | null {
  return failure && explain({ code: failure.code as ErrorCode, details: failure.details } as Failure);
}

/** One line while it is under way: calm, and short enough for the terminal. */
export function progressLine(transfer: Transfer, width: number): string {
  const { state, verifiedBytes, size, bytesPerSecond, secondsLeft } = transfer;
  const facts = [
    text.sizes.percent(size === 0 ? 1 : verifiedBytes / size),
    state === 'running' ? '' : text.transfers.states[state],
    bytesPerSecond === null || state !== 'running' ? '' : text.sizes.speed(bytesPerSecond),
    secondsLeft === null || state !== 'running' ? '' : text.sizes.left(secondsLeft),
  ].filter(Boolean);
  const end = `  ${facts.join('  ')}`;
  const name = nameOf(transfer);
  const room = Math.max(0, width - 1 - end.length);
  return (name.length > room ? `${name.slice(0, Math.max(0, room - 1))}…` : name) + end;
}
