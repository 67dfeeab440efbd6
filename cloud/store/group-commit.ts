import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

type Write = Transaction<Database>;

/** A write that waits for its turn. `run` answers what to do once it is on disk. */
interface Job {
  run(tx: Write): Promise<() => void>;
  fail(error: unknown): void;
}

const mostTogether = 64;

/**
 * Writes on SQLite, where one goes after the other and each commit waits for the disk: those that have gathered
 * meanwhile share one transaction, each within a savepoint of its own, and one wait. An answer is given only when
 * it is on disk.
 */
export function groupCommit(db: Kysely<Database>): <T>(work: (tx: Write) => Promise<T>) => Promise<T> {
  const waiting: Job[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      // Calls that have arrived already get as far as their write; without this pause each would be alone.
      await setImmediate();
      await runTogether(db, waiting.splice(0, mostTogether));
    }
    isRunning = false;
  }

  return <T>(work: (tx: Write) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const run = async (tx: Write) => {
        const value = await work(tx);
        return () => resolve(value);
      };
      waiting.push({ run, fail: reject });
      if (!isRunning) void runAll();
    });
}

async function runTogether(db: Kysely<Database>, jobs: readonly Job[]): Promise<void> {
  try {
    const settle = await db.transaction().execute(async (tx) => {
      const outcomes: (() => void)[] = [];
      for (const job of jobs) outcomes.push(await runOne(tx, job));
      return outcomes;
    });
    for (const done of settle) done();
  } catch (error) {
    for (const job of jobs) job.fail(error);
  }
}

async function runOne(tx: Write, { run, fail }: Job): Promise<() => void> {
  await sql`savepoint one`.execute(tx);
  try {
    const done = await run(tx);
    await sql`release one`.execute(tx);
    return done;
  } catch (error) {
    await sql`rollback to one`.execute(tx);
    await sql`release one`.execute(tx);
    return () => fail(error);
  }
}
