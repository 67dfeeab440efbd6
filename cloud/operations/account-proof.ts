import { Failure } from '#shared/errors.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import { recordDeed } from './audit.ts';

/** Throws unless this is the caller's password; a wrong one goes on record. */
export async function provePassword(parts: CloudParts, context: GuardedContext, password: string): Promise<void> {
  const caller = callerOf(context);
  await parts.auth.checkPassword(caller, password, context).catch(async (error: unknown) => {
    if (error instanceof Failure && error.code === 'wrong-credentials') {
      const deed = { action: 'account.refused', organization: null, subject: caller.person.id };
      await parts.store.write((tx) => recordDeed(parts, context, tx, deed));
    }
    throw error;
  });
}
