import { Overtaken } from '../operations/machine-answers.ts';

/** Does something again for as long as somebody else was faster. */
export async function untilCurrent<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}
