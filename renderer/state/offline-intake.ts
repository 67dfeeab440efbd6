import { createStore, type StoreApi } from 'zustand';
import type { Failure } from '#shared/errors.ts';
import { type CarriedFile, intakeAtOnce, type IntakeItem, type IntakeRow } from '#shared/models/offline.ts';
import type { Id } from '#shared/models/id.ts';
import type { CloudClient } from '../api/api.ts';
import {
  answered,
  batchOf,
  type Choice,
  type IntakeLine,
  inTurn,
  isChoosable,
  isDue,
  isWaiting,
  judged,
  newLine,
  toItem,
} from './offline-lines.ts';

/** What is under way, in figures. */
export interface IntakeWork {
  doing: 'examine' | 'issue';
  done: number;
  all: number;
}

/** How an issue went. Kept until the next one, with the files in the lines: a stick that fails loses nothing. */
export interface IntakeReport {
  startedAt: number;
  endedAt: number;
  /** Lines that were answered, refused, and not reached. */
  issued: readonly string[];
  refused: readonly string[];
  unsent: readonly string[];
  /** Why it ended early; null when it did not, or was stopped by hand. */
  failure: Failure | null;
  wasStopped: boolean;
}

export interface Intake {
  organization: Id | null;
  /** Whose the files are that are added from now on; null: as the cloud suggests. */
  person: Id | null;
  lines: readonly IntakeLine[];
  work: IntakeWork | null;
  /** Why the last look at the files broke off. */
  failure: Failure | null;
  report: IntakeReport | null;
}

export interface IntakeStore extends StoreApi<Intake> {
  /** Adds files that are not in the list yet, and looks at them. Gives how many are new. */
  add(files: readonly CarriedFile[]): number;
  /** Chooses for some lines, and asks again about them. */
  set(ids: ReadonlySet<string>, choice: Choice): void;
  /** Ticks or unticks lines; all of them when none are named. */
  choose(isChosen: boolean, ids?: ReadonlySet<string>): void;
  remove(ids: ReadonlySet<string>): void;
  clear(): void;
  /** Files that are added from now on are this person's; null: as the cloud suggests. */
  workOnBehalf(person: Id | null): void;
  /** Works for another organization: everything is asked anew, for it. */
  workFor(organization: Id | null): void;
  /** Goes on asking about what is not known yet. */
  examine(): Promise<void>;
  /** Answers what is chosen, batch by batch. Null when there was nothing to do, or something else is under way. */
  issue(): Promise<IntakeReport | null>;
  /** Stops after the batch under way. */
  cancel(): void;
}

interface IntakePorts {
  cloud: Pick<CloudClient, 'offline'>;
  explain: (error: unknown) => Failure;
  now: () => number;
}

type Answer = IntakeRow & { file?: CarriedFile | null };
interface Task {
  doing: IntakeWork['doing'];
  /** The lines that are left to send. */
  due: () => IntakeLine[];
  send: (input: { organization: Id; items: IntakeItem[] }) => Promise<Answer[]>;
  /** What becomes of a line, from how it was sent and what came. */
  take: (line: IntakeLine, answer: Answer, sent: IntakeLine) => IntakeLine;
}

const limits = { atOnce: intakeAtOnce, letters: 700_000 };
const nothing: Intake = { organization: null, person: null, lines: [], work: null, failure: null, report: null };

/** The list of files from other machines. A thousand of them go through in batches, and the window stays alive. */
export function createIntake({ cloud, explain, now }: IntakePorts): IntakeStore {
  const store = createStore<Intake>(() => nothing);
  let counter = 0;
  let current = new AbortController();
  const lines = () => store.getState().lines;
  const change = (ids: ReadonlySet<string>, to: (line: IntakeLine) => IntakeLine) =>
    store.setState((state) => ({ lines: state.lines.map((line) => (ids.has(line.id) ? to(line) : line)) }));

  /** Sends batch after batch until no line is left; new ones may come meanwhile. False when it was stopped. */
  const run = async ({ doing, due, send, take }: Task, { signal }: AbortController): Promise<boolean> => {
    for (let done = 0; !signal.aborted; ) {
      const { organization } = store.getState();
      const left = due();
      if (organization === null || left.length === 0) return true;
      store.setState({ work: { doing, done, all: done + left.length } });
      const batch = batchOf(left, limits);
      const answers = await send({ organization, items: batch.map(toItem) });
      if (store.getState().organization !== organization) continue;
      const asked = new Map(batch.map((sent, index) => [sent.id, { sent, answer: answers[index] }]));
      change(new Set(asked.keys()), (line) => {
        const came = asked.get(line.id);
        return came?.answer ? take(line, came.answer, came.sent) : line;
      });
      done += batch.length;
      await breathe();
    }
    return false;
  };

  /** One task at a time; whatever a task that was given up still does is nobody's business any more. */
  const work = async (task: Task): Promise<{ failure: Failure | null; wasStopped: boolean } | null> => {
    const mine = new AbortController();
    current = mine;
    store.setState({ failure: null });
    let failure: Failure | null = null;
    let wasStopped = false;
    try {
      wasStopped = !(await run(task, mine));
    } catch (error) {
      failure = explain(error);
    }
    if (current !== mine) return null;
    store.setState({ work: null });
    return { failure, wasStopped };
  };

  const examine = async () => {
    if (store.getState().work || !lines().some(isWaiting)) return;
    const ended = await work({
      doing: 'examine',
      due: () => lines().filter(isWaiting),
      send: cloud.offline.examine,
      // Somebody may have chosen otherwise while the answer was on its way.
      take: (line, answer, sent) => (line.choice === sent.choice ? judged(line, answer) : line),
    });
    if (ended?.failure) store.setState({ failure: ended.failure });
  };

  const issue = async () => {
    if (store.getState().work) return null;
    const startedAt = now();
    const wanted = new Set(
      lines()
        .filter(isDue)
        .map(({ id }) => id),
    );
    if (wanted.size === 0) return null;
    store.setState({ report: null });
    const ended = await work({
      doing: 'issue',
      due: () =>
        lines()
          .filter((line) => wanted.has(line.id) && isDue(line))
          .toSorted(inTurn),
      send: cloud.offline.issue,
      take: (line, { file = null, ...row }) => answered(line, row, file),
    });
    if (!ended) return null;
    const after = lines().filter(({ id }) => wanted.has(id));
    const idsOf = (outcome: IntakeLine['outcome']) =>
      after.filter((line) => line.outcome === outcome).map(({ id }) => id);
    const report = {
      startedAt,
      endedAt: now(),
      issued: idsOf('done'),
      refused: idsOf('failed'),
      unsent: idsOf('none'),
      ...ended,
    };
    store.setState({ report });
    if (!ended.failure) void examine();
    return report;
  };

  return Object.assign(store, {
    examine,
    issue,
    cancel: () => current.abort(),
    add(files: readonly CarriedFile[]) {
      const known = new Set(lines().map(({ text }) => text));
      const fresh = files.filter(({ text }) => !known.has(text) && known.add(text));
      const { person } = store.getState();
      const choice = person === null ? {} : { person };
      const added = fresh.map(({ name, text }) => newLine(`F-${(counter += 1)}`, name, text, choice));
      if (added.length > 0) store.setState((state) => ({ lines: [...state.lines, ...added] }));
      void examine();
      return added.length;
    },
    set(ids: ReadonlySet<string>, choice: Choice) {
      change(ids, (line) =>
        line.outcome === 'done' ? line : { ...line, choice: { ...line.choice, ...choice }, isStale: true },
      );
      void examine();
    },
    choose(isChosen: boolean, ids?: ReadonlySet<string>) {
      const named = ids ?? new Set(lines().map(({ id }) => id));
      change(named, (line) => (isChoosable(line) ? { ...line, isChosen, isSettled: true } : line));
    },
    remove(ids: ReadonlySet<string>) {
      store.setState((state) => ({ lines: state.lines.filter(({ id }) => !ids.has(id)) }));
    },
    clear() {
      current.abort();
      current = new AbortController();
      const { organization, person } = store.getState();
      store.setState({ ...nothing, organization, person });
    },
    workOnBehalf: (person: Id | null) => store.setState({ person }),
    workFor(organization: Id | null) {
      if (store.getState().organization === organization) return;
      current.abort();
      current = new AbortController();
      store.setState((state) => ({
        organization,
        person: state.organization === null ? state.person : null,
        work: null,
        failure: null,
        report: null,
        lines: state.lines.map(({ id, source, text }) => newLine(id, source, text)),
      }));
      void examine();
    },
  });
}

/** Lets the page draw, and hear its keys, between two batches. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));
