import { Failure } from '#shared/errors.ts';
import type { SecondStep, SecondStepMethod } from '#shared/models/second-step.ts';
import { awaitCode, countTry, dropAwaited, findAwaited, idOfSignIn, makeMailCode } from '../auth/awaited-codes.ts';
import type { Visitor } from '../auth/port.ts';
import { codesLeft, lookAtCode, twoFactorOf } from '../auth/two-factor.ts';
import type { CloudParts } from '../context.ts';
import { findPerson } from '../store/queries/person.ts';
import { whereFrom } from './account-mails.ts';
import { recordDeed } from './audit.ts';
import { createTwoFactorMails } from './two-factor-mails.ts';

export interface Proof {
  challenge: string;
  method: SecondStepMethod;
  code: string;
}

/** What comes between a right password and a session, for those who have two-factor on (A5). */
export function createSecondStep(parts: CloudParts) {
  const { auth, store, random, config } = parts;
  const mails = createTwoFactorMails(parts);

  /** Who is signing in with this challenge; whatever is wrong with it, the answer is the same. */
  async function open(challenge: string) {
    const id = idOfSignIn(challenge);
    const awaited = await findAwaited(store.db, parts, id);
    const has = awaited && (await twoFactorOf(store.db, awaited.person_id));
    const person = awaited && (await findPerson(store.db, 'id', awaited.person_id));
    if (!awaited || !has || !person) throw new Failure('second-step-ended', {});
    return { id, has, person, machineName: awaited.machine_name };
  }

  return {
    /** Asks for the second step; null for who has none. */
    async begin(personId: string, machineName: string | undefined): Promise<SecondStep | null> {
      const has = await twoFactorOf(store.db, personId);
      if (!has) return null;
      const challenge = Buffer.from(random.bytes(32)).toString('base64url');
      const awaited = { id: idOfSignIn(challenge), person_id: personId, machine_name: machineName ?? null };
      const expiresAt = await store.write((tx) => awaitCode(tx, parts, awaited));
      const methods: SecondStepMethod[] = [];
      if (has.app) methods.push('totp');
      if (has.mail) methods.push('mail');
      if ((await codesLeft(parts, has)).length > 0) methods.push('recovery');
      return { state: 'second-step', challenge, methods, expiresAt };
    },

    /** Mails a code in place of the one before. Who has no codes by mail gets none, and is not told. */
    async sendCode(challenge: string, visitor: Visitor): Promise<void> {
      await auth.countAttempt('second-step', visitor);
      const { id, has, person } = await open(challenge);
      if (!has.mail) return;
      await auth.countOnAccount('second-step-mail', person.email);
      const { code, mailed } = makeMailCode(random, config, id);
      await store.db.updateTable('awaited_code').set({ mailed }).where('id', '=', id).execute();
      mails.code(person, code, await whereFrom(parts, null, visitor));
    },

    /** Takes the second step, once; a companion's challenge is no browser's. */
    async take(proof: Proof, of: 'browser' | 'companion', visitor: Visitor) {
      await auth.countAttempt('second-step', visitor);
      const { id, has, person, machineName } = await open(proof.challenge);
      if ((machineName === null) !== (of === 'browser')) throw new Failure('second-step-ended', {});
      await auth.countOnAccount('second-step-code', person.email);
      const take = await lookAtCode(parts, person.id, has, proof);
      const left = await store.write(async (tx) => {
        const awaited = await countTry(tx, parts, id);
        if (!awaited) throw new Failure('second-step-ended', {});
        const doer = { caller: { person }, address: visitor.address };
        if (!(await take(tx, awaited))) {
          const deed = { action: 'session.wrong-code', organization: null, subject: person.id };
          await recordDeed(parts, { ...doer, caller: null }, tx, deed);
          return awaited.left;
        }
        await dropAwaited(tx, id);
        if (proof.method === 'recovery') {
          const deed = { action: 'twoFactor.useRecoveryCode', organization: null, subject: person.id };
          await recordDeed(parts, doer, tx, deed);
        }
        return null;
      });
      if (left !== null) throw new Failure('wrong-code', { left });
      await auth.forgetAttempts('second-step-code', person.email);
      if (proof.method === 'recovery') mails.tell('recoveryUsed', person, await whereFrom(parts, null, visitor));
      return { person: person.id, machineName };
    },
  };
}
