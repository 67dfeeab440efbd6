import { implement, type Implementer, type Router } from '@orpc/server';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import type { CallContext, CloudParts, GuardedContext } from '../context.ts';
import { admit } from '../guard.ts';
import { once } from '../idempotency.ts';

// Validation wraps everything else: guard and handler see the same parsed input, and also a repeated answer is checked.
const outermost = Number.NEGATIVE_INFINITY;
const implementer = implement(cloudContract, {
  initialInputValidationIndex: outermost,
  initialOutputValidationIndex: outermost,
});

/** Where every operation of the cloud starts: `os.license.mine.handler(…)`. */
export const os: Implementer<typeof cloudContract, GuardedContext & Record<never, never>, GuardedContext> =
  implementer.$context<GuardedContext>();

/** Puts the guard and the idempotency keys before every operation. */
export function behindGuard(
  parts: Pick<CloudParts, 'auth' | 'store' | 'clock'>,
  operations: Router<typeof cloudContract, GuardedContext>,
): Router<typeof cloudContract, CallContext> {
  const guarded = implementer.$context<CallContext>().use(async ({ context, next, path, procedure }, input) => {
    const { caller, place } = await admit(parts, procedure['~orpc'].meta, context, input);
    const added = { caller, place, write: parts.store.write };
    const scope = `${caller?.person.id ?? 'vendor'} ${path.join('.')}`;
    const run = async (write: GuardedContext['write']) => next({ context: { ...added, write } });
    return once(parts, { scope, input }, run, (answer) => ({ output: answer, context: added }));
  });
  return guarded.router(operations);
}
