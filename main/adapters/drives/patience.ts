/**
 * Waits for a task of a drive, but not for ever. Tasks of one name go one after the other: while one hangs, another is
 * not even begun, because each would take one of the few threads that files are read with.
 */
export type Patience = <Result>(name: string, task: () => Promise<Result>) => Promise<Result>;

export function createPatience(milliseconds: number): Patience {
  const running = new Map<string, Promise<unknown>>();
  return async (name, task) => {
    const tooLate = Promise.withResolvers<never>();
    let state = 'still waiting for the last one';
    const timer = setTimeout(() => tooLate.reject(new Error(`${name}: ${state}`)), milliseconds);
    try {
      for (let last = running.get(name); last; last = running.get(name)) await Promise.race([last, tooLate.promise]);
      state = 'no answer';
      const result = task();
      const isOver = () => running.delete(name);
      running.set(name, result.then(isOver, isOver));
      return await Promise.race([result, tooLate.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
