import { z } from 'zod';
import { toFailure } from '#shared/contract/failure.ts';
import { errorTable, type Failure } from '#shared/errors.ts';
import { Id } from '#shared/models/id.ts';
import { explain, text } from '#shared/text/index.ts';
import { withoutControls } from '../answer.ts';
import { ownCommand, withCompanion } from '../own-command.ts';
import type { Terminal } from '../terminal.ts';
import { createStyle } from '../views/style.ts';
import { gather, type Gathered } from './gather.ts';
import { Days, ProductFlag } from './inputs.ts';
import { type Answers, createAnswers } from './intake-answers.ts';
import { choose, type Chosen } from './intake-choices.ts';
import { type Carried, collect, type Collected } from './intake-items.ts';
import { countsOf, report } from './intake-report.ts';
import { answerAll } from './intake-run.ts';

const words = text.cli.offline;

/** `greenroom offline intake`: answers the requests and proofs of any number of machines (F3). */
export const intake = ownCommand(
  {
    words: ['offline', 'intake'],
    summary: words.summaries.intake,
    places: words.places,
    example: 'offline intake /media/TRUCK2 --product graphics --edition xr --days 30',
  },
  z.object({
    organization: Id.optional().describe(words.flags.organization),
    license: Id.optional().describe(words.flags.license),
    product: ProductFlag.describe(words.flags.licenseByProduct),
    edition: ProductFlag.describe(words.flags.licenseByEdition),
    days: Days,
    person: z.string().max(254).optional().describe(words.flags.person),
    to: z.string().optional().describe(words.flags.answersTo),
    bundle: z.boolean().default(false).describe(words.flags.bundle),
    dryRun: z.boolean().default(false).describe(words.flags.dryRun),
  }),
  async ({ input: { to, bundle, dryRun, ...typed }, places, json }, around) => {
    const { terminal } = around;
    const gathered = await gather(places, terminal);
    const collected = collect(gathered);
    const folders = gathered.sources.map(({ folder }) => folder);
    const answers = await createAnswers({ to, bundle }, folders, Date.now());
    let trouble: unknown = null;
    const chosen = await withCompanion(around, async (client) => {
      const chosen = await choose(client, typed);
      const isDone = () => terminal.interrupted.aborted;
      // What was answered before the trouble came is written and reported first.
      await answerAll(client, chosen, collected.carried, dryRun ? null : answers, terminal, isDone).catch(
        (error: unknown) => (trouble = error),
      );
      return chosen;
    });
    terminal.progress(null);
    // With --json the files are in the answer.
    await answers.finish(json ? () => undefined : terminal.out);
    const isOnStandardOutput = answers.written() > 0 && answers.places().length === 0;
    const failure = toFailure(trouble);
    // Standard output carries one value with --json, whatever happened.
    if (json) terminal.out(`${JSON.stringify(asJson(chosen, gathered, collected, dryRun, failure))}\n`);
    else say({ gathered, collected, chosen, answers, dryRun }, terminal, isOnStandardOutput);
    if (failure && json) return errorTable[failure.code].exit;
    if (trouble !== null) throw trouble;
    return terminal.interrupted.aborted ? 130 : exitOf(collected.carried, answers);
  },
);

interface Outcome {
  gathered: Gathered;
  collected: Collected;
  chosen: Chosen;
  answers: Answers;
  dryRun: boolean;
}

function say({ gathered, collected, chosen, answers, dryRun }: Outcome, terminal: Terminal, toError: boolean): void {
  const out = toError ? terminal.error : terminal.out;
  const { carried, leftAside, twice } = collected;
  const counts = countsOf(carried);
  const seen = carried.map(({ row, source, ...rest }) => ({ ...rest, ...withoutControls({ row, source }) }));
  out(report(seen, chosen.timeZone, !dryRun, createStyle(terminal)));
  const lines = [
    carried.length > 0 && (dryRun ? words.report.wouldBe(counts) : `${words.report.counts(counts)}.`),
    answers.places().length > 0 && words.report.written(answers.written(), answers.places()),
    leftAside > 0 && words.report.answersLeftOut(leftAside),
    twice > 0 && words.report.twice(twice),
    ...gathered.skipped.map(({ name, why }) => words.report.skipped(name, why)),
    terminal.interrupted.aborted && words.report.stopped,
  ].filter((line) => line !== false);
  if (lines.length > 0) out(`\n${lines.join('\n')}\n`);
  const troubles = answers.troubles();
  for (const { failure, count } of troubles) {
    const { sentence, next } = explain(failure);
    terminal.error(`${words.report.notWritten(count)} ${sentence} ${next}\n`);
  }
  if (troubles.length > 0) terminal.error(`${words.report.again}\n`);
}

function asJson(
  { organization }: Chosen,
  { skipped }: Gathered,
  { carried, leftAside, twice }: Collected,
  dryRun: boolean,
  failure: Failure | null,
) {
  const { ready, ...counts } = countsOf(carried);
  return {
    organization,
    rows: carried.map(({ row, saved, source }) => ({ source: source.name, saved, ...row })),
    counts: dryRun ? { ready, failed: counts.failed } : counts,
    skipped,
    leftAside,
    twice,
    ...(failure && { error: { code: failure.code, details: failure.details } }),
  };
}

/** A partial failure is one: a script must notice. */
function exitOf(carried: readonly Carried[], answers: Answers): number {
  const [trouble] = answers.troubles();
  if (trouble) return errorTable[trouble.failure.code].exit;
  return countsOf(carried).failed > 0 ? errorTable['file-refused'].exit : 0;
}
