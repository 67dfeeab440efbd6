import { z } from 'zod';
import { Email } from '../../models/addresses.ts';
import { Id } from '../../models/id.ts';
import { Membership, Password, SignedIn } from '../../models/person.ts';
import { Challenge, SecondStep, SecondStepCode, SecondStepMethod } from '../../models/second-step.ts';
import { CloudStatus, PendingSignIn } from '../../models/status.ts';
import { operation } from '../operation.ts';
import { cloudTroubles, signInTroubles, stateTroubles } from './troubles.ts';

const secondStepTroubles = ['wrong-code', 'second-step-ended', 'too-many-attempts'] as const;

export const session = {
  signIn: operation(
    'Signs in with e-mail and password. With two-factor on, a second step comes first',
    { needs: 'nothing', example: 'session sign-in --email jo@northlight.example --password …' },
    [...cloudTroubles, ...signInTroubles, 'wrong-credentials', ...secondStepTroubles],
  )
    .input(
      z.object({
        email: Email,
        password: Password,
        code: SecondStepCode.optional().describe(
          'of the authenticator app, or a recovery code, where two-factor is on',
        ),
      }),
    )
    .output(z.discriminatedUnion('state', [SignedIn.extend({ state: z.literal('signed-in') }), SecondStep])),
  confirm: operation(
    'Takes the second step of a sign-in',
    { needs: 'nothing', example: 'session confirm --challenge … --method mail --code 123456' },
    [...cloudTroubles, ...signInTroubles, ...secondStepTroubles],
  )
    .input(z.object({ challenge: Challenge, method: SecondStepMethod, code: SecondStepCode }))
    .output(SignedIn),
  startCode: operation('Starts a sign-in by code, to be approved in any browser', { needs: 'nothing' }, [
    ...cloudTroubles,
    ...signInTroubles,
    'too-many-attempts',
  ])
    .input(z.object({ openBrowser: z.boolean().default(false) }))
    .output(PendingSignIn),
  waitForCode: operation('Waits until the code is approved', { needs: 'nothing' }, [
    ...cloudTroubles,
    ...signInTroubles,
    'code-expired',
    'code-refused',
    'not-found',
  ])
    .input(z.object({}))
    .output(SignedIn),
  cancelCode: operation('Gives up a sign-in by code', { needs: 'nothing' }).input(z.object({})).output(z.object({})),
  signOut: operation(
    'Signs out; the licenses of this machine stay unless you say otherwise',
    { needs: 'nothing', example: 'session sign-out --release' },
    cloudTroubles,
  )
    .input(
      z.object({ release: z.boolean().default(false).describe('release the online licenses of this machine too') }),
    )
    .output(z.object({ released: z.int() })),
};

export const organization = {
  list: operation('Lists my organizations and the one I work in', { needs: 'session' }, [
    ...cloudTroubles,
    'not-signed-in',
  ])
    .input(z.object({}))
    .output(z.object({ current: Id.nullable(), memberships: z.array(Membership) })),
  switch: operation(
    'Changes the organization I work in',
    { needs: 'session', example: 'organization switch --organization O-2' },
    [...cloudTroubles, 'not-signed-in', 'not-found'],
  )
    .input(z.object({ organization: Id, asDefault: z.boolean().default(false) }))
    .output(z.object({ current: Id })),
};

export const connection = {
  show: operation('Says which cloud this machine belongs to and how it is', { needs: 'nothing' })
    .input(z.object({}))
    .output(CloudStatus),
  test: operation(
    'Looks at a cloud without changing anything',
    { needs: 'nothing', example: 'connection test --url https://greenroom.northlight.example' },
    cloudTroubles,
  )
    .input(z.object({ url: z.url({ protocol: /^https?$/ }) }))
    .output(z.object({ name: z.string(), fingerprint: z.string() })),
  use: operation(
    'Moves this machine to another cloud, after its fingerprint was compared; signs out',
    { needs: 'nothing' },
    [...cloudTroubles, ...stateTroubles, 'lease-is-offline'],
  )
    .input(
      z.object({
        url: z
          .url({ protocol: /^https?$/ })
          .nullable()
          .describe('null: the embedded cloud'),
        fingerprint: z.string().nullable(),
      }),
    )
    .output(CloudStatus),
};
