import type { Kysely } from 'kysely';
import type { SecondStepMethod } from '#shared/models/second-step.ts';
import { newId } from '../ids.ts';
import type { CloudParts } from '../context.ts';
import type { Write } from '../store/open.ts';
import type { Database } from '../store/schema.ts';
import { dropAllAwaited, isMailCode } from './awaited-codes.ts';
import { findRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts';
import { matchingStep } from './totp.ts';

/*
 * The second step of a person, in the tables of better-auth's plugin and read the way it reads them: secret and recovery
 * codes sealed with its encryption. Its own functions keep to a connection and a clock of their own and give out a new
 * session with every change, so they are not called.
 */

/** How the plugin marks a secret that is written in base 32. */
const inBase32 = 'base32:';

type With = Pick<CloudParts, 'auth' | 'clock' | 'random' | 'config'>;

export interface TwoFactor {
  app: boolean;
  mail: boolean;
  since: number;
  sealedSecret: string;
  sealedCodes: string;
}

/** What a person has on; null: the password is enough. */
export async function twoFactorOf(db: Kysely<Database>, personId: string): Promise<TwoFactor | null> {
  const row = await db
    .selectFrom('user')
    .innerJoin('twoFactor', 'twoFactor.userId', 'user.id')
    .innerJoin('two_factor_details', 'two_factor_details.person_id', 'user.id')
    .select(['twoFactorEnabled', 'secret', 'backupCodes', 'verified', 'mail', 'since'])
    .where('user.id', '=', personId)
    .executeTakeFirst();
  if (!row?.twoFactorEnabled) return null;
  const { verified, mail, since, secret, backupCodes } = row;
  return { app: Boolean(verified), mail: mail === 1, since, sealedSecret: secret, sealedCodes: backupCodes };
}

/** The recovery codes that were not used yet. */
export async function codesLeft({ auth }: Pick<With, 'auth'>, { sealedCodes }: TwoFactor): Promise<string[]> {
  return JSON.parse(await auth.unseal(sealedCodes)) as string[];
}

export const sealSecret = ({ auth }: Pick<With, 'auth'>, secret: string) => auth.seal(inBase32 + secret);
export const openSecret = async ({ auth }: Pick<With, 'auth'>, sealed: string) =>
  (await auth.unseal(sealed)).slice(inBase32.length);

/** New recovery codes: as shown once, and as kept. */
export async function newRecoveryCodes({ auth, random }: Pick<With, 'auth' | 'random'>) {
  const codes = makeRecoveryCodes(random);
  return { codes, sealed: await auth.seal(JSON.stringify(codes)) };
}

/** Uses a code up, in the transaction of what it allows; false: it was not right, or somebody else just used it. */
export type TakeCode = (tx: Write, awaited: Database['awaited_code'] | null) => Promise<boolean>;

/** Looks at a code before the transaction, for opening what is sealed takes its time. */
export async function lookAtCode(
  parts: With,
  personId: string,
  has: TwoFactor,
  { method, code }: { method: SecondStepMethod; code: string },
): Promise<TakeCode> {
  if (method === 'mail')
    return async (_, awaited) => has.mail && awaited !== null && isMailCode(parts.config, awaited, code);
  if (method === 'totp') {
    const secret = await openSecret(parts, has.sealedSecret);
    const step = has.app ? matchingStep(secret, code, parts.clock.now()) : null;
    return async (tx) => step !== null && takeStep(tx, personId, step);
  }
  const codes = await codesLeft(parts, has);
  const found = findRecoveryCode(codes, code);
  const sealed = await parts.auth.seal(JSON.stringify(codes.filter((each) => each !== found)));
  return async (tx) => found !== null && takeRecoveryCode(tx, personId, { from: has.sealedCodes, to: sealed });
}

/** No code of an app is good twice, nor one from before it. */
async function takeStep(tx: Write, personId: string, step: number): Promise<boolean> {
  const taken = await tx
    .updateTable('two_factor_details')
    .set({ totp_step: step })
    .where('person_id', '=', personId)
    .where('totp_step', '<', step)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

async function takeRecoveryCode(tx: Write, personId: string, { from, to }: { from: string; to: string }) {
  const taken = await tx
    .updateTable('twoFactor')
    .set({ backupCodes: to })
    .where('userId', '=', personId)
    .where('backupCodes', '=', from)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

/** What is turned on. `sealedSecret` is the app's, or nobody's; `step`: of the code that proved it. */
interface On {
  method: 'totp' | 'mail';
  sealedSecret: string;
  sealedCodes: string;
  step: number;
}

/** Turns a method on; who had one on already keeps it, and their recovery codes. */
export async function turnOn(
  tx: Write,
  { clock, random }: Pick<With, 'clock' | 'random'>,
  personId: string,
  { method, sealedSecret, sealedCodes, step }: On,
): Promise<void> {
  const isApp = method === 'totp';
  const app = { secret: sealedSecret, verified: 1 } as const;
  const known = await tx.selectFrom('twoFactor').select('id').where('userId', '=', personId).executeTakeFirst();
  await tx.updateTable('user').set({ twoFactorEnabled: 1 }).where('id', '=', personId).execute();
  if (!known) {
    const row = { ...app, verified: isApp ? 1 : 0, backupCodes: sealedCodes } as const;
    await tx
      .insertInto('twoFactor')
      .values({ id: newId(random, 'F'), userId: personId, ...row })
      .execute();
    await tx
      .insertInto('two_factor_details')
      .values({ person_id: personId, mail: isApp ? 0 : 1, totp_step: step, since: clock.now() })
      .execute();
    return;
  }
  if (isApp) await tx.updateTable('twoFactor').set(app).where('userId', '=', personId).execute();
  await tx
    .updateTable('two_factor_details')
    .set(isApp ? { totp_step: step } : { mail: 1 })
    .where('person_id', '=', personId)
    .execute();
}

/** Turns everything off; what waits for a code ends with it. */
export async function turnOff(tx: Write, personId: string): Promise<void> {
  await tx.updateTable('user').set({ twoFactorEnabled: 0 }).where('id', '=', personId).execute();
  await tx.deleteFrom('twoFactor').where('userId', '=', personId).execute();
  await tx.deleteFrom('two_factor_details').where('person_id', '=', personId).execute();
  await dropAllAwaited(tx, personId);
}
