import { z } from 'zod';
import { Password } from '../../models/person.ts';
import { Id } from '../../models/id.ts';
import { SecondStepCode, SecondStepMethod } from '../../models/second-step.ts';
import { Moment } from '../../models/time.ts';
import { operation } from '../operation.ts';

/** What can be set up; recovery codes come with the first of them. */
const Method = z.enum(['totp', 'mail']);

const RecoveryCodes = z.array(z.string()).describe('shown once; the cloud does not tell them again');

/** That it is I who changes something: the password, and a code as at a sign-in. */
const Proof = z.object({ password: Password, method: SecondStepMethod, code: SecondStepCode });
const proofTroubles = [
  'wrong-credentials',
  'wrong-code',
  'second-step-ended',
  'too-many-attempts',
  'not-found',
] as const;

/** A second step at sign-in: code by mail, authenticator app, recovery codes (A5). */
export const twoFactor = {
  show: operation('Says whether two-factor is on for my account, and what it would keep me from', { needs: 'session' })
    .input(z.object({}))
    .output(
      z.object({
        methods: z.array(Method).describe('empty: two-factor is off'),
        since: Moment.nullable(),
        recoveryCodesLeft: z.int(),
        without: z
          .array(z.object({ license: Id, product: z.string(), edition: z.string(), organization: z.string() }))
          .describe('my licenses whose product cannot sign in with two-factor'),
      }),
    ),
  start: operation(
    'Begins to set up an authenticator app, or codes by mail; nothing changes until the first code is right',
    { needs: 'session' },
    ['wrong-credentials', 'wrong-code', 'second-step-ended', 'too-many-attempts'],
  )
    .input(
      z.object({
        method: Method,
        password: Password,
        proof: z
          .object({ method: SecondStepMethod, code: SecondStepCode })
          .optional()
          .describe('needed when two-factor is on already'),
      }),
    )
    .output(
      z.discriminatedUnion('method', [
        z.object({
          method: z.literal('totp'),
          secret: z.string().describe('to type where nothing can be scanned'),
          url: z.string().describe('to scan'),
          expiresAt: Moment,
        }),
        z.object({ method: z.literal('mail'), expiresAt: Moment }),
      ]),
    ),
  enable: operation(
    'Turns two-factor on with the first code of what was set up; answers recovery codes the first time',
    { needs: 'session' },
    ['wrong-code', 'second-step-ended', 'too-many-attempts'],
  )
    .input(z.object({ code: SecondStepCode }))
    .output(z.object({ recoveryCodes: RecoveryCodes.nullable() })),
  sendCode: operation(
    'Mails me a code with which I change something about two-factor',
    { needs: 'session', example: 'cloud two-factor send-code' },
    ['not-found', 'too-many-attempts'],
  )
    .input(z.object({}))
    .output(z.object({ expiresAt: Moment })),
  renewRecoveryCodes: operation(
    'Makes new recovery codes; the old ones are worthless',
    { needs: 'session' },
    proofTroubles,
  )
    .input(Proof)
    .output(z.object({ recoveryCodes: RecoveryCodes })),
  disable: operation('Turns two-factor off', { needs: 'session' }, proofTroubles).input(Proof).output(z.object({})),
};
