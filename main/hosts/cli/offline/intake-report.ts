import { errorTable, type ErrorCode, Failure } from '#shared/errors.ts';
import type { IntakeRow, IntakeVerdict } from '#shared/models/offline.ts';
import { dates } from '#shared/text/en/dates.ts';
import { explain, text } from '#shared/text/index.ts';
import type { Style, Tally } from '../views/style.ts';
import { table } from '../views/table.ts';
import type { Carried } from './intake-items.ts';

const words = text.cli.offline.report;
const verdicts = text.window.verdicts;

export const isRefused = ({ verdict }: IntakeRow) => verdict.code === 'refused' || verdict.code === 'refused-file';

/** One line for each file, then why some were refused, in full; the same sentence once. */
export function report(carried: readonly Carried[], timeZone: string, isDone: boolean, style: Style): string {
  const asked = carried.flatMap(({ row, source }) => (row ? [{ row, source }] : []));
  const rows = asked.map(({ row, source }) => [
    style.strong(row.machine?.name ?? words.unknownFile(source.name)),
    row.person?.name ?? '',
    row.license?.name ?? '',
    row.leaseEndsAt === null ? '' : dates.day(row.leaseEndsAt, timeZone),
    style.tally(tallyOf(row), wordOf(row.verdict, isDone)),
  ]);
  const whys = new Map<string, number>();
  for (const { row } of asked.filter((one) => isRefused(one.row))) {
    const why = whyOf(row.verdict);
    whys.set(why, (whys.get(why) ?? 0) + 1);
  }
  const reasons = [...whys].map(([why, count]) => `\n${count} × ${why}\n`);
  return table({ headings: words.headings, givesWay: 1 }, rows, words.nothing, style) + reasons.join('');
}

function tallyOf(row: IntakeRow): Tally {
  if (isRefused(row)) return 'ended';
  const { code } = row.verdict;
  if (code === 'shortened') return 'soon';
  return code === 'ready' || code === 'frees-seat' || code === 'acknowledges' ? 'here' : 'held';
}

/** A word or two; the same as in the window. */
function wordOf(verdict: IntakeVerdict, isDone: boolean): string {
  switch (verdict.code) {
    case 'ready':
      return isDone ? verdicts.issued : verdicts.ready;
    case 'shortened':
      return verdicts.shortened;
    case 'answered-before':
      return verdicts.answeredBefore;
    case 'frees-seat':
      return isDone ? verdicts.receipt : verdicts.frees;
    case 'returned-before':
      return verdicts.returnedBefore;
    case 'acknowledges':
      return isDone ? verdicts.noted : verdicts.acknowledges;
    case 'acknowledged-before':
      return verdicts.acknowledgedBefore;
    case 'refused-file':
      return (verdicts.refusals[verdict.refusal.code] ?? verdicts.other)[0];
    case 'refused':
      return (verdicts.failures[verdict.failure.code] ?? verdicts.other)[0];
  }
}

function whyOf(verdict: IntakeVerdict): string {
  if (verdict.code === 'refused-file') {
    const { sentence, next } = text.refusals[verdict.refusal.code](verdict.refusal as never);
    return `${sentence} ${next}`;
  }
  if (verdict.code !== 'refused') return '';
  const { code, details } = verdict.failure;
  const known = code in errorTable ? errorTable[code as ErrorCode].details.safeParse(details) : null;
  if (!known?.success) return `${verdicts.other.join('. ')} (${code}).`;
  const { sentence, next } = explain(new Failure(code as ErrorCode, known.data));
  return `${sentence} ${next}`;
}

/** How many came to what. */
export function countsOf(carried: readonly Carried[]) {
  const rows = carried.flatMap(({ row }) => (row ? [row] : []));
  const good = rows.filter((row) => !isRefused(row));
  const of = (kind: IntakeRow['kind']) => good.filter((row) => row.kind === kind).length;
  return {
    issued: of('request'),
    receipts: of('return'),
    noted: of('acknowledgement'),
    failed: rows.length - good.length,
    ready: good.length,
  };
}
