import { Failure } from '#shared/errors.ts';
import {
  type DiagnosticsBundle,
  type DiagnosticsEvent,
  type DiagnosticsSection,
  DiagnosticsStep,
} from '#shared/models/diagnostics.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionPorts } from '../ports.ts';
import type { Known } from './known.ts';
import { redact } from './redact.ts';
import { createSteps, type DiagnosticsParts, type StepPorts, whyOf } from './steps.ts';

const words = text.diagnostics;
/** So long may one step take. */
const patience = 10_000;
/** So many reports are kept to be packed. */
const mostReports = 4;
const order = DiagnosticsStep.options;

interface Report {
  madeAt: number;
  sections: DiagnosticsSection[];
}

export interface Diagnostics {
  /** Step after step; each is redacted before it is shown, and kept as it was shown. */
  collect(signal: AbortSignal | undefined): AsyncGenerator<DiagnosticsEvent, void>;
  /** Throws `not-found` for a report that is not, or no longer, known. */
  pack(wish: { report: string; leaveOut: readonly DiagnosticsStep[] }): DiagnosticsBundle;
}

interface Around extends DiagnosticsParts {
  /** The token of the session, to be taken out wherever it might stand. */
  token(): Promise<string | null>;
}

type Ports = StepPorts & Pick<CompanionPorts, 'random' | 'environmentToken'>;

/** Makes support bundles (O4). Nothing of them is on disk before somebody saves one. */
export function createDiagnostics(ports: Ports, around: Around): Diagnostics {
  const { clock, random, host, diagnostics: source } = ports;
  const steps = createSteps(ports, around);
  const reports = new Map<string, Report>();

  async function known(): Promise<Known> {
    const { session, leases } = around.status();
    const people = [
      session.state === 'signed-in' ? session.who.person.name : null,
      around.settings.show().lastSignedIn?.person.name,
      ...leases.map(({ person }) => person),
    ];
    const secrets = [ports.environmentToken, await around.token().catch(() => null)];
    return {
      home: source.home,
      user: source.user,
      people: people.filter((name) => typeof name === 'string'),
      secrets: secrets.filter((secret) => secret !== null),
    };
  }

  async function run(step: DiagnosticsStep, about: Known, signal: AbortSignal): Promise<DiagnosticsSection> {
    const lines: string[] = [];
    const failed = await inTime(async () => steps[step](lines), signal).then(
      () => null,
      (error: unknown) => whyOf(error),
    );
    signal.throwIfAborted();
    const all = failed === null ? lines : [...lines, '', words.stepFailed(failed)];
    return { step, title: words.titles[step], failed: failed !== null, text: redact(all.join('\n'), about) };
  }

  /** A step that hangs is left behind; the others go on. */
  async function inTime(task: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const late = clock.sleep(patience, AbortSignal.any([signal, over.signal])).then(() => {
      throw new Error(words.tookTooLong(patience / 1_000));
    });
    try {
      await Promise.race([task(), late]);
    } finally {
      over.abort();
      late.catch(() => undefined);
    }
  }

  return {
    async *collect(given) {
      const signal = given ?? new AbortController().signal;
      const id = `D-${Buffer.from(random.bytes(8)).toString('hex')}`;
      const report: Report = { madeAt: clock.now(), sections: [] };
      reports.set(id, report);
      for (const old of [...reports.keys()].slice(0, -mostReports)) reports.delete(old);
      yield { report: id, done: 0, all: order.length, section: null };
      const about = await known();
      for (const step of order) {
        const section = await run(step, about, signal);
        report.sections.push(section);
        yield { report: id, done: report.sections.length, all: order.length, section };
      }
    },

    pack({ report: id, leaveOut }) {
      const report = reports.get(id);
      if (!report) throw new Failure('not-found', {});
      const sections = report.sections
        .map((section, at) => ({ ...section, file: `${String(at + 1).padStart(2, '0')} ${section.title}.txt` }))
        .filter(({ step }) => !leaveOut.includes(step));
      const readMe = words.readMe({
        madeAt: report.madeAt,
        version: host.appVersion,
        sections,
        leftOut: order.filter((step) => leaveOut.includes(step)).map((step) => words.titles[step]),
      });
      const files = {
        'READ ME.txt': readMe,
        ...Object.fromEntries(sections.map((section) => [section.file, `${section.text}\n`])),
      };
      const bytes = source.zip(files, report.madeAt);
      const day = words.at(report.madeAt).slice(0, 16).replaceAll(':', '-').replace('T', '-');
      return {
        name: `greenroom-diagnostics-${day}.zip`,
        data: Buffer.from(bytes).toString('base64'),
        bytes: bytes.length,
        files: Object.keys(files),
      };
    },
  };
}
