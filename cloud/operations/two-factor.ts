import { Failure } from '#shared/errors.ts';
import {
  awaitCode,
  countTry,
  dropAwaited,
  findAwaited,
  idOfChange,
  idOfSetUp,
  isMailCode,
  makeMailCode,
} from '../auth/awaited-codes.ts';
import { totpSecret, totpUrl, matchingStep } from '../auth/totp.ts';
import {
  codesLeft,
  newRecoveryCodes,
  openSecret,
  sealSecret,
  turnOff,
  turnOn,
  twoFactorOf,
} from '../auth/two-factor.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import { licensesWithoutTwoFactor } from '../store/queries/two-factor.ts';
import { whereFrom } from './account-mails.ts';
import { provePassword } from './account-proof.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { forgetSamplePassword } from './sample-person.ts';
import { proveCode } from './two-factor-proof.ts';
import { createTwoFactorMails } from './two-factor-mails.ts';

/** A second step at sign-in: code by mail, authenticator app, recovery codes (A5). */
export function twoFactorOperations(parts: CloudParts) {
  const { auth, store, clock, random, config, keys } = parts;
  const mails = createTwoFactorMails(parts);
  const from = (context: GuardedContext) => whereFrom(parts, context.caller, context);

  return {
    show: os.twoFactor.show.handler(async ({ context }) => {
      const { person } = callerOf(context);
      const has = await twoFactorOf(store.db, person.id);
      return {
        methods: has ? [...(has.app ? (['totp'] as const) : []), ...(has.mail ? (['mail'] as const) : [])] : [],
        since: has?.since ?? null,
        recoveryCodesLeft: has ? (await codesLeft(parts, has)).length : 0,
        without: await licensesWithoutTwoFactor(store.db, person.id, clock.now()),
      };
    }),

    start: os.twoFactor.start.handler(async ({ input, context }) => {
      const { person } = callerOf(context);
      await provePassword(parts, context, input.password);
      const has = await twoFactorOf(store.db, person.id);
      if (has) await proveCode(parts, has, input.proof, context, async () => {});
      const id = idOfSetUp(person.id);
      if (input.method === 'mail') {
        await auth.countOnAccount('second-step-mail', person.email);
        const { code, mailed } = makeMailCode(random, config, id);
        const expiresAt = await store.write((tx) => awaitCode(tx, parts, { id, person_id: person.id, mailed }));
        mails.code(person, code, await from(context));
        return { method: input.method, expiresAt };
      }
      const secret = totpSecret(random.bytes(32));
      const awaited = { id, person_id: person.id, sealed_secret: await sealSecret(parts, secret) };
      const expiresAt = await store.write((tx) => awaitCode(tx, parts, awaited));
      const url = totpUrl({ secret, issuer: keys.cloudName, account: person.email });
      return { method: input.method, secret, url, expiresAt };
    }),

    enable: os.twoFactor.enable.handler(async ({ input, context }) => {
      const { person } = callerOf(context);
      const id = idOfSetUp(person.id);
      const begun = await findAwaited(store.db, parts, id);
      if (!begun) throw new Failure('second-step-ended', {});
      await auth.countOnAccount('second-step-code', person.email);
      const has = await twoFactorOf(store.db, person.id);
      const made = has ? null : await newRecoveryCodes(parts);
      const sealedSecret = begun.sealed_secret ?? (await sealSecret(parts, totpSecret(random.bytes(32))));
      const step =
        begun.sealed_secret === null
          ? null
          : matchingStep(await openSecret(parts, sealedSecret), input.code, clock.now());
      const method = begun.sealed_secret === null ? 'mail' : 'totp';
      const left = await store.write(async (tx) => {
        const awaited = await countTry(tx, parts, id);
        // Begun anew meanwhile: this code is of the one before.
        if (!awaited || awaited.sealed_secret !== begun.sealed_secret) throw new Failure('second-step-ended', {});
        if (method === 'mail' ? !isMailCode(config, awaited, input.code) : step === null) return awaited.left;
        await turnOn(tx, parts, person.id, { method, sealedSecret, sealedCodes: made?.sealed ?? '', step: step ?? 0 });
        await dropAwaited(tx, id);
        // The cloud no longer tells everybody how to sign in as the sample person: it would not get them in.
        await forgetSamplePassword(tx, person.email);
        const deed = { action: 'twoFactor.enable', organization: null, subject: person.id, details: { method } };
        await recordDeed(parts, context, tx, deed);
        return null;
      });
      if (left !== null) throw new Failure('wrong-code', { left });
      await auth.forgetAttempts('second-step-code', person.email);
      mails.tell(has ? 'methodAdded' : 'enabled', person, await from(context));
      return { recoveryCodes: made?.codes ?? null };
    }),

    sendCode: os.twoFactor.sendCode.handler(async ({ context }) => {
      const { person } = callerOf(context);
      const has = await twoFactorOf(store.db, person.id);
      if (!has?.mail) throw new Failure('not-found', {});
      await auth.countOnAccount('second-step-mail', person.email);
      const id = idOfChange(person.id);
      const { code, mailed } = makeMailCode(random, config, id);
      const expiresAt = await store.write((tx) => awaitCode(tx, parts, { id, person_id: person.id, mailed }));
      mails.code(person, code, await from(context));
      return { expiresAt };
    }),

    renewRecoveryCodes: os.twoFactor.renewRecoveryCodes.handler(async ({ input, context }) => {
      const { person } = callerOf(context);
      await provePassword(parts, context, input.password);
      const has = await twoFactorOf(store.db, person.id);
      if (!has) throw new Failure('not-found', {});
      const { codes, sealed } = await newRecoveryCodes(parts);
      await proveCode(parts, has, input, context, async (tx) => {
        await tx.updateTable('twoFactor').set({ backupCodes: sealed }).where('userId', '=', person.id).execute();
        const deed = { action: 'twoFactor.renewRecoveryCodes', organization: null, subject: person.id };
        await recordDeed(parts, context, tx, deed);
      });
      mails.tell('codesRenewed', person, await from(context));
      return { recoveryCodes: codes };
    }),

    disable: os.twoFactor.disable.handler(async ({ input, context }) => {
      const { person } = callerOf(context);
      await provePassword(parts, context, input.password);
      const has = await twoFactorOf(store.db, person.id);
      if (!has) throw new Failure('not-found', {});
      await proveCode(parts, has, input, context, async (tx) => {
        await turnOff(tx, person.id);
        const deed = { action: 'twoFactor.disable', organization: null, subject: person.id };
        await recordDeed(parts, context, tx, deed);
      });
      mails.tell('disabled', person, await from(context));
      return {};
    }),
  };
}
