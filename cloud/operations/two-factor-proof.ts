import { Failure } from '#shared/errors.ts';
import type { SecondStepMethod } from '#shared/models/second-step.ts';
import { countTry, dropAwaited, idOfChange } from '../auth/awaited-codes.ts';
import { lookAtCode, type TwoFactor } from '../auth/two-factor.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import type { Write } from '../store/open.ts';
import { recordDeed } from './audit.ts';

/** That it is they who change something about their second step: whoever sits at an open browser knows neither. */
export function createProof(parts: CloudParts) {
  const { auth, store } = parts;

  return {
    async password(password: string, context: GuardedContext): Promise<void> {
      const caller = callerOf(context);
      await auth.checkPassword(caller, password, context).catch(async (error: unknown) => {
        if (error instanceof Failure && error.code === 'wrong-credentials') {
          const deed = { action: 'account.refused', organization: null, subject: caller.person.id };
          await store.write((tx) => recordDeed(parts, context, tx, deed));
        }
        throw error;
      });
    },

    /** Does something in the transaction in which a code is used up. */
    async code(
      has: TwoFactor,
      given: { method: SecondStepMethod; code: string } | undefined,
      context: GuardedContext,
      act: (tx: Write) => Promise<void>,
    ): Promise<void> {
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
    },
  };
}
