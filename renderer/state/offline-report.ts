import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { IntakeReport } from './offline-intake.ts';
import type { IntakeLine } from './offline-lines.ts';
import { explainVerdict, standingOfVerdict } from './offline-verdict.ts';
import type { Saved } from './offline-save.ts';
import type { Tally } from './tally.ts';

const words = text.window.intake.report;

export interface ReportSummary {
  counts: { id: string; tally: Tally; words: string }[];
  /** How many signed files there are to carry back. */
  files: number;
  /** What was not answered, each with its sentence and next step. */
  failed: { id: string; machine: string; why: string; next: string }[];
  issued: { machine: string; name: string }[];
  seconds: number;
}

/** A report in words: counts by kind, and every line that was not answered. */
export function summaryOf(report: IntakeReport, lines: readonly IntakeLine[]): ReportSummary {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const of = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const issued = of(report.issued);
  const refused = of(report.refused);
  const unsent = of(report.unsent);
  const count = (kind: NonNullable<IntakeLine['row']>['kind']) => issued.filter(({ row }) => row?.kind === kind).length;
  const counts = [
    { id: 'licenses', tally: 'held' as const, number: count('request'), say: words.licenses },
    { id: 'receipts', tally: 'held' as const, number: count('return'), say: words.receipts },
    { id: 'noted', tally: 'held' as const, number: count('acknowledgement'), say: words.acknowledged },
    { id: 'refused', tally: 'ended' as const, number: refused.length, say: words.refused },
    { id: 'unsent', tally: 'soon' as const, number: unsent.length, say: words.unsent },
  ];
  return {
    counts: counts.flatMap(({ id, tally, number, say }) => (number === 0 ? [] : [{ id, tally, words: say(number) }])),
    files: issued.filter(({ file }) => file !== null).length,
    failed: [...refused, ...unsent].map(failedLine),
    issued: issued.flatMap(({ row, file }) => (file ? [{ machine: row?.machine?.name ?? '', name: file.name }] : [])),
    seconds: (report.endedAt - report.startedAt) / 1000,
  };
}

function failedLine({ id, row, source, outcome }: IntakeLine): ReportSummary['failed'][number] {
  const machine = row?.machine?.name ?? source;
  const refusal = row && outcome === 'failed' ? explainVerdict(row.verdict) : null;
  if (refusal) return { id, machine, why: refusal.sentence, next: refusal.next };
  if (row && outcome === 'failed') return { id, machine, why: standingOfVerdict(row).word, next: '' };
  return { id, machine, why: text.window.verdicts.unasked, next: text.window.verdicts.unaskedBody };
}

/** The same to be kept or sent: plain text, one line for each file. */
export function reportText(summary: ReportSummary, saved: Saved | null, now: number, zone: string): string {
  const { counts, failed, issued } = summary;
  return [
    words.textTitle(dates.full(now, zone)),
    ...counts.map((count) => count.words),
    ...(saved
      ? [saved.drive === null ? words.downloaded(saved.names.join(', ')) : words.savedTo(saved.count, saved.drive)]
      : []),
    '',
    ...issued.map(({ machine, name }) => words.lineOf(machine, name)),
    ...failed.map(({ machine, why, next }) => words.lineOf(machine, `${why} ${next}`.trim())),
    '',
  ].join('\n');
}
