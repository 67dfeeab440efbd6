/**
 * Waits for a task of a drive, but not for ever. While one task of a name hangs, another of the same name is not even
 * begun: each would take one of the few threads that files are read with.
 */
export type Patience = <Result>(name: string, task: () => Promise<Result>) => Promise<Result>;

export function createPatience(milliseconds: number): Patience {
  const hanging = new Set<string>();
  return async (name, task) => {
    if (hanging.has(name)) throw new Error(`${name}: still waiting for the last one`);
    hanging.add(name);
    const result = task().finally(() => hanging.delete(name));
    const tooLate = Promise.withResolvers<never>();
    const timer = setTimeout(() => tooLate.reject(new Error(`${name}: no answer`)), milliseconds);
    try {
      return await Promise.race([result, tooLate.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
