import { z } from 'zod';
import { Email } from '../../models/addresses.ts';
import { Id } from '../../models/id.ts';
import { Platform, ReadableMachineName } from '../../models/machine.ts';
import { Password, SignedIn } from '../../models/person.ts';
import { Challenge, SecondStep, SecondStepCode, SecondStepMethod } from '../../models/second-step.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

const Credentials = z.object({ email: Email, password: Password });
const IssuedToken = z.object({ token: z.string(), expiresAt: Moment });
const SecondStepProof = z.object({ challenge: Challenge, method: SecondStepMethod, code: SecondStepCode });
const secondStepTroubles = ['wrong-code', 'second-step-ended', 'too-many-attempts'] as const;

export const session = {
  signIn: operation(
    'Signs a browser in with e-mail and password; the session is a cookie. With two-factor on, a second step comes first',
    { needs: 'nothing', holdsToken: true },
    ['wrong-credentials', 'use-single-sign-on', 'too-many-attempts'],
  )
    .input(Credentials)
    .output(z.discriminatedUnion('state', [SignedIn.extend({ state: z.literal('signed-in') }), SecondStep])),
  confirm: operation(
    'Takes the second step of signing a browser in; the session is a cookie',
    { needs: 'nothing', holdsToken: true },
    secondStepTroubles,
  )
    .input(SecondStepProof)
    .output(SignedIn),
  issueToken: operation(
    'Signs a companion in with e-mail and password. With two-factor on, a second step comes first',
    { needs: 'nothing', holdsToken: true },
    ['wrong-credentials', 'use-single-sign-on', 'too-many-attempts'],
  )
    .input(Credentials.extend({ machineName: ReadableMachineName }))
    .output(z.discriminatedUnion('state', [IssuedToken.extend({ state: z.literal('signed-in') }), SecondStep])),
  confirmToken: operation(
    'Takes the second step of signing a companion in',
    { needs: 'nothing', holdsToken: true },
    secondStepTroubles,
  )
    .input(SecondStepProof)
    .output(IssuedToken),
  sendCode: operation(
    'Mails the code of a second step to whoever is signing in',
    { needs: 'nothing', example: 'cloud session send-code --challenge …' },
    ['second-step-ended', 'too-many-attempts'],
  )
    .input(z.object({ challenge: Challenge }))
    .output(z.object({})),
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
    .input(z.object({ machineName: ReadableMachineName, platform: Platform }))
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
