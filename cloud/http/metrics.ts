import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { toFailure } from '#shared/contract/failure.ts';

export interface Metrics {
  /** Around every operation: how long it took, and how it ended. */
  measure<Result>(call: { path: readonly string[]; next(): Promise<Result> }): Promise<Result>;
  /** The text that Prometheus reads. */
  text(): Promise<string>;
  contentType: string;
}

/** Counts what the cloud does. Each cloud has a registry of its own, so that tests may run several. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const seconds = new Histogram({
    name: 'greenroom_operation_seconds',
    help: 'How long operations take',
    labelNames: ['operation'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const outcomes = new Counter({
    name: 'greenroom_operations_total',
    help: 'How operations ended: ok, or the code of the failure',
    labelNames: ['operation', 'outcome'],
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    async measure({ path, next }) {
      const operation = path.join('.');
      const stop = seconds.startTimer({ operation });
      try {
        const result = await next();
        outcomes.inc({ operation, outcome: 'ok' });
        return result;
      } catch (error) {
        outcomes.inc({ operation, outcome: toFailure(error)?.code ?? 'internal' });
        throw error;
      } finally {
        stop();
      }
    },
  };
}
