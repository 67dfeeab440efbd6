/** Turns Ctrl C, or being asked to end, into an abort. `end`: it is the process that is ended by it again. */
export function catchInterrupt(): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of signals) process.once(signal, abort);
  return {
    signal: controller.signal,
    end() {
      for (const signal of signals) process.off(signal, abort);
    },
  };
}

const signals = ['SIGINT', 'SIGTERM'] as const;
/** As shells say that a command was ended by Ctrl C. */
export const interruptedExit = 130;
