import type { CheckResult } from '../../models/check.ts';

type Sentences = { [Verdict in CheckResult['verdict']]: (what: string, until: string, refusal: string) => string };

const sentences: Sentences = {
  licensed: (what, until) => `${what} is licensed on this machine until ${until}.`,
  grace: (what, until) => `The lease of ${what} ended on ${until}. A running program may finish; none may start.`,
  ended: (what, until) => `The lease of ${what} ended on ${until}. Open Greenroom to renew it.`,
  'not-licensed': (what) => `This machine holds no lease of ${what}. Open Greenroom to pick a license.`,
  refused: (what, _, refusal) =>
    `The license file on this machine cannot be used for ${what}: ${refusal}. Open Greenroom to get a new one.`,
  'clock-needs-attention': (what) =>
    `The clock of this machine is far behind, so the lease of ${what} cannot be judged. Set the clock, or open Greenroom while the cloud can be reached.`,
};

/** What the check says in the terminal. */
export const check = {
  usage: 'Usage: greenroom check --product <product> [--edition <edition>] [--json]',
  verdict(result: CheckResult): string {
    const what = result.edition ? `${result.product} ${result.edition}` : result.product;
    const until =
      result.leaseEndsAt === null
        ? ''
        : `${new Date(result.leaseEndsAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return sentences[result.verdict](what, until, result.refusal ?? '');
  },
};
