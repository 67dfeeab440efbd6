import { z } from 'zod';
import { LinkToken } from '../../models/account.ts';
import { Email } from '../../models/addresses.ts';
import { DocumentVersion } from '../../models/document.ts';
import { Id } from '../../models/id.ts';
import { line } from '../../models/line.ts';
import { OrganizationName, TimeZone } from '../../models/organization.ts';
import { NewPassword, PersonName, SignedIn } from '../../models/person.ts';
import { Role, RoleSet } from '../../models/role.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

export const setup = {
  createOwner: operation('Makes the first organization and its Owner on an empty cloud', { needs: 'nothing' }, [
    'already-set-up',
  ])
    .input(
      z.object({
        organization: OrganizationName,
        timeZone: TimeZone,
        name: PersonName,
        email: Email,
        password: NewPassword,
      }),
    )
    .output(z.object({ organization: Id })),
};

const InvitationLink = z.object({ invitation: Id, token: LinkToken });

/** Invitations: the Owner's first one here; managing them comes with people and organizations. */
export const invitation = {
  show: operation('Shows an invitation to whoever holds its link', { needs: 'nothing' }, [
    'not-found',
    'invitation-ended',
  ])
    .input(InvitationLink)
    .output(
      z.object({
        organization: z.string(),
        role: Role,
        roleSet: RoleSet,
        email: z.email(),
        hasAccount: z.boolean(),
        expiresAt: Moment,
      }),
    ),
  signUp: operation(
    'Makes an account and joins, in one step; the session is a cookie. Who must use single sign-on has to sign in there first',
    { needs: 'nothing', holdsToken: true },
    ['not-found', 'invitation-ended', 'address-in-use', 'document-replaced', 'too-many-attempts'],
  )
    .input(
      InvitationLink.extend({
        firstName: line(40),
        lastName: line(40),
        password: NewPassword,
        consents: z
          .object({ terms: DocumentVersion, privacy: DocumentVersion })
          .describe('the versions that were shown and agreed to, each by itself'),
      }),
    )
    .output(
      z.discriminatedUnion('state', [
        SignedIn.extend({ state: z.literal('signed-in') }),
        z.object({ state: z.literal('use-single-sign-on') }),
      ]),
    ),
  accept: operation('Joins with the account that is signed in', { needs: 'session', changesSession: true }, [
    'not-found',
    'invitation-ended',
  ])
    .input(z.object({ invitation: Id }))
    .output(SignedIn),
};
