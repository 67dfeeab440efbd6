import { AsyncIteratorClass } from '@orpc/client';
import type { CompanionClient } from '../../../renderer/api/api.ts';
import { type DiagnosticsEvent, DiagnosticsStep } from '#shared/models/diagnostics.ts';
import { text } from '#shared/text/index.ts';
import type { Watched } from './world.ts';

const found: Partial<Record<DiagnosticsStep, string>> = {
  machine: 'Greenroom: 0.1.0\nRuns as: desktop, process 4242\nSystem: Linux 6.8.0 x64\nMachine: OB-1-RENDER-03',
  cloud:
    'Address: https://greenroom.northlight.example\nName: Northlight Studios\nState: reachable\nAsked now: answered in 41 ms',
  log: Array.from(
    { length: 40 },
    (_, at) =>
      `{"at":"2026-11-23T13:0${at % 10}:12.018Z","level":"info","message":"heartbeat answered","person":"j…@northlight.example"}`,
  ).join('\n'),
};

/** Support bundles of a machine in memory, step after step. */
export function fakeDiagnostics(world: Watched): CompanionClient['diagnostics'] {
  async function* collect(): AsyncGenerator<DiagnosticsEvent, void, void> {
    const steps = DiagnosticsStep.options;
    const report = 'D-0f1e2d3c4b5a6978';
    yield { report, done: 0, all: steps.length, section: null };
    for (const [at, step] of steps.entries()) {
      await new Promise((resolve) => setTimeout(resolve, world.latency));
      const failed = step === 'network';
      const words = failed ? text.diagnostics.stepFailed('queryA ETIMEOUT') : (found[step] ?? `${step}: in order`);
      yield {
        report,
        done: at + 1,
        all: steps.length,
        section: { step, title: text.diagnostics.titles[step], failed, text: words },
      };
    }
  }
  return {
    collect: async () => {
      const stream = collect();
      return new AsyncIteratorClass<DiagnosticsEvent, void, void>(
        () => stream.next(),
        async () => void (await stream.return()),
      );
    },
    pack: async ({ leaveOut = [] }) => ({
      name: 'greenroom-diagnostics-2026-11-23-13-06.zip',
      data: 'UEsDBA==',
      bytes: 18_400,
      files: ['READ ME.txt', ...DiagnosticsStep.options.filter((step) => !leaveOut.includes(step))],
    }),
  };
}
