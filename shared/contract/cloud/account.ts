import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { TimeZone } from '../../models/organization.ts';
import { NewPassword, Password, Person, PersonName, SignedIn } from '../../models/person.ts';
import { Role } from '../../models/role.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

export const setup = {
  createOwner: operation('Makes the first organization and its Owner on an empty cloud', { needs: 'nothing' }, [
    'already-set-up',
  ])
    .input(
      z.object({
        organization: z.string().trim().min(1).max(80),
        timeZone: TimeZone,
        name: z.string().trim().min(1).max(80),
        email: z.email(),
        password: NewPassword,
      }),
    )
    .output(z.object({ organization: Id })),
};

/** Invitations: the Owner's first one here; managing them comes with people and organizations. */
export const invitation = {
  show: operation('Shows an invitation to whoever holds its link', { needs: 'nothing' }, [
    'not-found',
    'invitation-ended',
  ])
    .input(z.object({ invitation: Id }))
    .output(
      z.object({ organization: z.string(), role: Role, email: z.email(), hasAccount: z.boolean(), expiresAt: Moment }),
    ),
  signUp: operation(
    'Makes an account and joins, in one step; the session is a cookie',
    { needs: 'nothing', holdsToken: true },
    ['not-found', 'invitation-ended', 'address-in-use', 'too-many-attempts'],
  )
    .input(
      z.object({
        invitation: Id,
        firstName: z.string().trim().min(1).max(40),
        lastName: z.string().trim().min(1).max(40),
        password: NewPassword,
        acceptTerms: z.literal(true),
        acceptPrivacy: z.literal(true),
      }),
    )
    .output(SignedIn),
  accept: operation('Joins with the account that is signed in', { needs: 'session', changesSession: true }, [
    'not-found',
    'invitation-ended',
  ])
    .input(z.object({ invitation: Id }))
    .output(SignedIn),
};

const ResetToken = z.string().min(1).max(100).describe('what stands behind the # of the link');

/** My own account. Ending a session never ends a lease. */
export const account = {
  rename: operation('Changes my name; what I did before stays under the name of then', {
    needs: 'session',
    changesSession: true,
    example: 'cloud account rename --name "Jo Berg"',
  })
    .input(z.object({ name: PersonName }))
    .output(Person),
  changePassword: operation(
    'Changes my password and ends every session of mine, this one too; leases go on',
    { needs: 'session', changesSession: true },
    ['wrong-credentials', 'too-many-attempts'],
  )
    .input(z.object({ oldPassword: Password, newPassword: NewPassword }))
    .output(z.object({})),
  requestReset: operation(
    'Sends a link to set a new password; answers the same whether or not somebody has this address',
    { needs: 'nothing', example: 'cloud account request-reset --email jo@studio.example' },
    ['too-many-attempts'],
  )
    .input(z.object({ email: z.email() }))
    .output(z.object({})),
  showReset: operation('Says until when a link to set a new password is good', { needs: 'nothing' }, [
    'link-ended',
    'too-many-attempts',
  ])
    .input(z.object({ token: ResetToken }))
    .output(z.object({ expiresAt: Moment })),
  resetPassword: operation(
    'Sets a new password with a link, which is used up, and ends every session of that person; leases go on',
    { needs: 'nothing' },
    ['link-ended', 'too-many-attempts'],
  )
    .input(z.object({ token: ResetToken, password: NewPassword }))
    .output(z.object({})),
};
