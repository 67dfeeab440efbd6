import { Failure } from '#shared/errors.ts';
import { DocumentKind } from '#shared/models/document.ts';
import { join, openInvitation, openInvitationLink } from '../auth/invitations.ts';
import { signedIn } from '../auth/memberships.ts';
import { addPerson } from '../auth/people.ts';
import { callerOf, type CloudParts } from '../context.ts';
import { replacedSince } from '../rules/document.ts';
import { requiredBy } from '../sign-on/required.ts';
import { addConsents, newestDocuments } from '../store/queries/document.ts';
import { noteClient } from '../store/queries/known-client.ts';
import { findPerson } from '../store/queries/person.ts';
import { isUniqueViolation } from '../store/trouble.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';
import { giveCookies } from './session.ts';
import { clientOf } from './sign-in-record.ts';

/** What happens behind the link of an invitation. */
export function invitationOperations(parts: CloudParts) {
  const { auth, store, clock } = parts;

  const hasAccount = async (email: string) => (await findPerson(store.db, 'email', email)) !== null;

  return {
    show: os.invitation.show.handler(async ({ input }) => {
      const { organization, role, email, expiresAt } = await openInvitationLink(parts, input);
      const { name, roleSet } = organization;
      return { organization: name, role, roleSet, email, expiresAt, hasAccount: await hasAccount(email) };
    }),

    signUp: os.invitation.signUp.handler(async ({ input, context }) => {
      await auth.countAttempt('sign-up', context);
      const invitation = await openInvitationLink(parts, input);
      const { email, organization } = invitation;
      if (await hasAccount(email)) throw new Failure('address-in-use', {});
      const replaced = replacedSince(input.consents, await newestDocuments(store.db));
      if (replaced !== null) throw new Failure('document-replaced', { kind: replaced });
      const agreed = DocumentKind.options.map((kind) => ({ kind, version: input.consents[kind] }));
      const name = `${input.firstName} ${input.lastName}`;
      const passwordHash = await auth.hashPassword(input.password);
      let person: { id: string; name: string; email: string };
      try {
        person = await store.write(async (tx) => {
          const personId = await addPerson(tx, parts, { name, email, passwordHash });
          await addConsents(tx, personId, agreed, clock.now());
          const details = await join(tx, parts, invitation, personId);
          const deed = { action: 'invitation.sign-up', organization: organization.id, subject: personId, details };
          const added = { id: personId, name, email };
          await recordDeed(parts, { caller: { person: added }, address: context.address }, tx, deed);
          return added;
        });
      } catch (error) {
        if (isUniqueViolation(error)) throw new Failure('address-in-use', {}, { cause: error });
        throw error;
      }
      if ((await requiredBy(store.db, person.id)) !== null) return { state: 'use-single-sign-on' as const };
      const session = await auth.startSession(person.id, context);
      await noteClient(store.db, person.id, clientOf(session, context), clock.now());
      giveCookies(context, session.cookies);
      return { state: 'signed-in' as const, ...(await signedIn(store.db, session.caller)) };
    }),

    accept: os.invitation.accept.handler(async ({ input, context }) => {
      const caller = callerOf(context);
      const invitation = await openInvitation(store, clock, input.invitation);
      // Somebody else's invitation is answered like none.
      if (invitation.email !== caller.person.email) throw new Failure('not-found', {});
      await store.write(async (tx) => {
        const details = await join(tx, parts, invitation, caller.person.id);
        const deed = {
          action: 'invitation.accept',
          organization: invitation.organization.id,
          subject: caller.person.id,
          details,
        };
        await recordDeed(parts, context, tx, deed);
      });
      return signedIn(store.db, caller);
    }),
  };
}
