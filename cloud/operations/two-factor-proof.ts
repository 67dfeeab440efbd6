import { Failure } from '#shared/errors.ts';
import type { SecondStepMethod } from '#shared/models/second-step.ts';
import { countTry, dropAwaited, idOfChange } from '../auth/awaited-codes.ts';
import { lookAtCode, type TwoFactor } from '../auth/two-factor.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import type { Write } from '../store/open.ts';
import { recordDeed } from './audit.ts';

/**
 * Whoever sits at an open browser knows no code. Does something about the second step in the transaction in which one is
 * used up.
 */
export async function proveCode(
  parts: CloudParts,
  has: TwoFactor,
  given: { method: SecondStepMethod; code: string } | undefined,
  context: GuardedContext,
  act: (tx: Write) => Promise<void>,
): Promise<void> {
  const { auth, store } = parts;
  const { person } = callerOf(context);
  if (!given) {
    const problem = 'is needed, for two-factor is on already';
    throw new Failure('invalid-input', { problems: [{ field: 'proof', problem }] });
  }
  await auth.countOnAccount('second-step-code', person.email);
  const id = idOfChange(person.id);
  const take = await lookAtCode(parts, person.id, has, given);
  const wrong = await store.write(async (tx) => {
    const awaited = given.method === 'mail' ? await countTry(tx, parts, id) : null;
    if (given.method === 'mail' && !awaited) throw new Failure('second-step-ended', {});
    if (!(await take(tx, awaited))) {
      const deed = { action: 'session.wrong-code', organization: null, subject: person.id };
      await recordDeed(parts, context, tx, deed);
      return { left: awaited?.left ?? null };
    }
    await dropAwaited(tx, id);
    if (given.method === 'recovery') {
      const deed = { action: 'twoFactor.useRecoveryCode', organization: null, subject: person.id };
      await recordDeed(parts, context, tx, deed);
    }
    await act(tx);
    return null;
  });
  if (wrong) throw new Failure('wrong-code', wrong);
  await auth.forgetAttempts('second-step-code', person.email);
}
