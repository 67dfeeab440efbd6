import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { signedIn } from '../auth/memberships.ts';
import type { Credentials, NewSession, Visitor } from '../auth/port.ts';
import { type CallContext, type Caller, callerOf, type CloudParts } from '../context.ts';
import { findPerson } from '../store/queries/person.ts';
import { createAccountMails, whereFrom } from './account-mails.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { requiredBy } from '../sign-on/required.ts';
import { createSecondStep, type Proof } from './second-step.ts';
import { recordSignIn } from './sign-in-record.ts';

/** Puts the cookies of the library into the answer. */
export function giveCookies({ resHeaders }: Pick<CallContext, 'resHeaders'>, cookies: readonly string[]): void {
  for (const cookie of cookies) resHeaders?.append('set-cookie', cookie);
}

/** Signing in and out, and what is signed in. Ending a session never ends a lease. */
export function sessionOperations(parts: CloudParts) {
  const { auth, store } = parts;
  const secondStep = createSecondStep(parts);
  const mails = createAccountMails(parts);

  /** A session, or what has to be done first. */
  async function signIn(credentials: Credentials, visitor: Visitor, machineName?: string) {
    const person = await auth.checkCredentials(credentials, visitor).catch(async (error: unknown) => {
      if (error instanceof Failure && error.code === 'wrong-credentials') await recordRefusal(credentials, visitor);
      throw error;
    });
    await refuseWhoMustSignOn(person);
    return (await secondStep.begin(person, machineName)) ?? start(person, visitor, { machineName });
  }

  /** After a right password only: nobody learns from a wrong one who somebody is (S14). */
  async function refuseWhoMustSignOn(person: string): Promise<void> {
    const organization = await requiredBy(store.db, person);
    if (organization !== null) throw new Failure('use-single-sign-on', { organization });
  }

  async function confirm(proof: Proof, of: 'browser' | 'companion', visitor: Visitor) {
    const { person, machineName } = await secondStep.take(proof, of, visitor);
    return start(person, visitor, { machineName: machineName ?? undefined, secondStep: proof.method });
  }

  /** Starts the session of somebody who has proved who they are. `details`: what is put on record. */
  async function start(person: string, visitor: Visitor, details: { machineName?: string; secondStep?: string }) {
    const session = await auth.startSession(person, visitor, details.machineName);
    await recordSignIn(parts, session, visitor, details);
    return { state: 'signed-in' as const, ...session };
  }

  /** Whose password it was not; an address that nobody has is not written down, it may be a slip of the password. */
  async function recordRefusal({ email }: Credentials, { address }: Visitor): Promise<void> {
    const person = await findPerson(store.db, 'email', email.toLowerCase());
    const deed = { action: 'session.refused', organization: null, subject: person?.id ?? 'nobody' };
    await store.write((tx) => recordDeed(parts, { caller: null, address }, tx, deed));
  }

  async function tellOfEnded(caller: Caller, visitor: Visitor, ended: number): Promise<void> {
    const from = await whereFrom(parts, caller, visitor);
    mails.tell(caller.person, from, (words) => text.accountMails.sessionsEnded({ ...words, ended }));
  }

  const giveToBrowser = ({ caller, cookies }: NewSession, context: CallContext) => {
    giveCookies(context, cookies);
    return signedIn(store.db, caller);
  };
  const tokenOf = ({ token, caller }: NewSession) => ({ token, expiresAt: caller.sessionExpiresAt });

  return {
    signIn: os.session.signIn.handler(async ({ input, context }) => {
      const answer = await signIn(input, context);
      if (answer.state === 'second-step') return answer;
      return { state: answer.state, ...(await giveToBrowser(answer, context)) };
    }),

    confirm: os.session.confirm.handler(async ({ input, context }) =>
      giveToBrowser(await confirm(input, 'browser', context), context),
    ),

    issueToken: os.session.issueToken.handler(async ({ input, context }) => {
      const answer = await signIn(input, context, input.machineName);
      if (answer.state === 'second-step') return answer;
      return { state: answer.state, ...tokenOf(answer) };
    }),

    confirmToken: os.session.confirmToken.handler(async ({ input, context }) =>
      tokenOf(await confirm(input, 'companion', context)),
    ),

    sendCode: os.session.sendCode.handler(async ({ input, context }) => {
      await secondStep.sendCode(input.challenge, context);
      return {};
    }),

    show: os.session.show.handler(async ({ context }) => {
      const { expiresAt, cookies } = await auth.refresh(context);
      giveCookies(context, cookies);
      return signedIn(store.db, { ...callerOf(context), sessionExpiresAt: expiresAt });
    }),

    list: os.session.list.handler(async ({ context }) => {
      const { person, sessionId } = callerOf(context);
      const sessions = await auth.listSessions(person.id);
      return sessions.map((session) => ({ ...session, isCurrent: session.id === sessionId }));
    }),

    revoke: os.session.revoke.handler(async ({ input, context }) => {
      const { person } = callerOf(context);
      if (!(await auth.endSession(person.id, input.session))) throw new Failure('not-found', {});
      const deed = { action: 'session.revoke', organization: null, subject: input.session };
      await store.write((tx) => recordDeed(parts, context, tx, deed));
      await tellOfEnded(callerOf(context), context, 1);
      return {};
    }),

    revokeOthers: os.session.revokeOthers.handler(async ({ context }) => {
      const { person, sessionId } = callerOf(context);
      const ended = await auth.endOtherSessions(person.id, sessionId);
      const details = { ended };
      const deed = { action: 'session.revoke-others', organization: null, subject: person.id, details };
      await store.write((tx) => recordDeed(parts, context, tx, deed));
      if (ended > 0) await tellOfEnded(callerOf(context), context, ended);
      return { ended };
    }),

    signOut: os.session.signOut.handler(async ({ context }) => {
      const { person } = callerOf(context);
      giveCookies(context, await auth.signOut(context));
      const deed = { action: 'session.sign-out', organization: null, subject: person.id };
      await store.write((tx) => recordDeed(parts, context, tx, deed));
      return {};
    }),
  };
}
