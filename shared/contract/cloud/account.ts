import { z } from 'zod';
import { Id } from '../../models/id.ts';
import { MachineName, Platform } from '../../models/machine.ts';
import { TimeZone } from '../../models/organization.ts';
import { NewPassword, Password, Person, PersonName, SignedIn } from '../../models/person.ts';
import { Role } from '../../models/role.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

const Credentials = z.object({ email: z.email(), password: Password });
export const IssuedToken = z.object({ token: z.string(), expiresAt: Moment });

export const session = {
  signIn: operation(
    'Signs a browser in with e-mail and password; the session is a cookie',
    { needs: 'nothing', holdsToken: true },
    ['wrong-credentials', 'too-many-attempts'],
  )
    .input(Credentials)
    .output(SignedIn),
  issueToken: operation('Signs a companion in with e-mail and password', { needs: 'nothing', holdsToken: true }, [
    'wrong-credentials',
    'too-many-attempts',
  ])
    .input(Credentials.extend({ machineName: MachineName }))
    .output(IssuedToken),
  show: operation('Says who is signed in and where they belong; keeps the session alive', { needs: 'session' })
    .input(z.object({}))
    .output(SignedIn),
  list: operation('Lists my sessions', { needs: 'session' })
    .input(z.object({}))
    .output(
      z.array(z.object({ id: Id, isCurrent: z.boolean(), from: z.string(), startedAt: Moment, expiresAt: Moment })),
    ),
  revoke: operation(
    'Ends one of my sessions; leases go on',
    { needs: 'session', changesSession: true, example: 'cloud session revoke --session S-1' },
    ['not-found'],
  )
    .input(z.object({ session: Id }))
    .output(z.object({})),
  revokeOthers: operation('Ends all my sessions but this one; leases go on', {
    needs: 'session',
    example: 'cloud session revoke-others',
  })
    .input(z.object({}))
    .output(z.object({ ended: z.int().min(0) })),
  signOut: operation('Ends this session; leases go on', { needs: 'session', holdsToken: true })
    .input(z.object({}))
    .output(z.object({})),
};

const UserCode = z
  .string()
  .transform((code) => code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  .pipe(z.string().length(8));

/** Device-code sign-in (RFC 8628): a companion shows a code, a browser approves it. */
export const device = {
  start: operation('Starts a sign-in by code', { needs: 'nothing', holdsToken: true }, ['too-many-attempts'])
    .input(z.object({ machineName: MachineName, platform: Platform }))
    .output(
      z.object({
        deviceCode: z.string(),
        userCode: z.string(),
        url: z.url(),
        urlWithCode: z.url(),
        expiresAt: Moment,
        intervalSeconds: z.int(),
      }),
    ),
  poll: operation('Asks whether the code was approved', { needs: 'nothing', holdsToken: true }, [
    'code-expired',
    'code-refused',
    'too-many-attempts',
  ])
    .input(z.object({ deviceCode: z.string().max(200) }))
    .output(
      z.discriminatedUnion('state', [
        z.object({ state: z.literal('pending') }),
        IssuedToken.extend({ state: z.literal('approved') }),
      ]),
    ),
  show: operation('Says which machine a code belongs to', { needs: 'session' }, ['not-found', 'code-expired'])
    .input(z.object({ userCode: UserCode }))
    .output(z.object({ userCode: z.string(), machineName: z.string(), platform: Platform, expiresAt: Moment })),
  decide: operation(
    'Approves or refuses the sign-in of a machine',
    { needs: 'session', example: 'cloud device decide --user-code K7QF-2M9D --approve' },
    ['not-found', 'code-expired'],
  )
    .input(z.object({ userCode: UserCode, approve: z.boolean() }))
    .output(z.object({ approved: z.boolean() })),
};

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
