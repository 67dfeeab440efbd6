import { intakeAtOnce, type IntakeRow } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../../owner.ts';
import type { Terminal } from '../terminal.ts';
import type { Answers } from './intake-answers.ts';
import { type Chosen, spread } from './intake-choices.ts';
import type { Carried } from './intake-items.ts';

const words = text.cli.offline;

/** Asks the cloud about everything that is to be asked, batch by batch. `answers` null: only what would happen. */
export async function answerAll(
  { cloud }: CompanionClient,
  { organization, licenses, choice }: Chosen,
  all: readonly Carried[],
  answers: Answers | null,
  terminal: Terminal,
  isDone: () => boolean,
): Promise<void> {
  const waiting = all.filter(({ row }) => row === null);
  const items = () => waiting.map((carried) => ({ carried, item: { text: carried.text, ...choice } }));
  const asked = items();
  if (answers === null || licenses.length > 0) {
    const rows = await inBatches(asked, isDone, terminal, words.examining, async (batch) => {
      const looked = await cloud.offline.examine({ organization, items: batch.map(({ item }) => item) });
      if (answers === null && licenses.length === 0) keep(batch, looked);
      return looked;
    });
    for (const [at, found] of spread(rows, licenses).entries()) Object.assign(asked[at]?.item ?? {}, found);
    if (answers === null && licenses.length > 0)
      await inBatches(asked, isDone, terminal, words.examining, async (batch) =>
        keep(batch, await cloud.offline.examine({ organization, items: batch.map(({ item }) => item) })),
      );
  }
  if (answers === null) return;
  await inBatches(asked, isDone, terminal, words.issuing, async (batch) => {
    const answered = await cloud.offline.issue({ organization, items: batch.map(({ item }) => item) });
    keep(batch, answered);
    await answers.take(
      answered.flatMap(({ file }, at) => {
        const carried = batch[at]?.carried;
        return file && carried ? [{ carried, file }] : [];
      }),
    );
    return [];
  });
}

function keep(batch: readonly { carried: Carried }[], rows: readonly IntakeRow[]): IntakeRow[] {
  for (const [at, { carried }] of batch.entries()) carried.row = rows[at] ?? null;
  return [...rows];
}

/** So many at once, one batch after the other; a stop comes between two batches, never inside one. */
async function inBatches<Item, Result>(
  items: readonly Item[],
  isDone: () => boolean,
  terminal: Pick<Terminal, 'progress'>,
  line: (done: number, all: number) => string,
  task: (batch: readonly Item[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length && !isDone(); at += intakeAtOnce) {
    terminal.progress(line(at, items.length));
    results.push(...(await task(items.slice(at, at + intakeAtOnce))));
  }
  return results;
}
