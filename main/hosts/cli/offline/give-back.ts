import { z } from 'zod';
import { misused } from '#shared/arguments/read.ts';
import { Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../../owner.ts';
import { ownCommand, withCompanion } from '../own-command.ts';
import { To } from './inputs.ts';
import { put } from './put.ts';
import { silent } from './request.ts';

const words = text.cli.offline;

/** `greenroom offline return`: the lease ends here, then its proof is written (F7); again and again if asked. */
export const giveBack = ownCommand(
  {
    words: ['offline', 'return'],
    summary: words.summaries.return,
    places: null,
    example: 'offline return --to /media/TRUCK2',
  },
  z.object({ lease: z.string().optional().describe(words.flags.lease), to: To }),
  async ({ input: { lease, to }, json }, around) => {
    const { terminal } = around;
    const { file } = await withCompanion(around, async ({ companion }) =>
      companion.offline.return({ lease: lease ?? (await onlyLease(companion)) }),
    );
    const place = json && to === undefined ? null : await put(file, to ?? '.', json ? silent : terminal);
    if (json) terminal.out(`${JSON.stringify({ file, saved: place })}\n`);
    else if (place !== null) terminal.out(`${words.returned(place)}\n${words.carryProof}\n`);
    return 0;
  },
);

/** The lease that is meant where only one can be; without any, the one whose proof has not come home yet. */
async function onlyLease({ license, status }: CompanionClient['companion']): Promise<string> {
  const live = (await license.held({})).filter(({ standing }) => standing !== 'ended');
  const { returns } = (await status.show({})).offline;
  const waiting = returns.filter(({ receiptAt }) => receiptAt === null).map((one) => one.lease);
  const leases = live.length > 0 ? live.map(({ id }) => id) : waiting;
  const [only, ...others] = leases;
  if (only === undefined) throw new Failure('no-lease-here', {});
  if (others.length > 0) throw misused('--lease', words.severalLeases(leases));
  return only;
}

/** `greenroom offline acknowledge`: the acknowledgement once more. */
export const acknowledge = ownCommand(
  {
    words: ['offline', 'acknowledge'],
    summary: words.summaries.acknowledge,
    places: null,
    example: 'offline acknowledge --to /media/TRUCK2',
  },
  z.object({ to: To }),
  async ({ input: { to }, json }, around) => {
    const { terminal } = around;
    const { file } = await withCompanion(around, ({ companion }) => companion.offline.acknowledge({}));
    const place = json && to === undefined ? null : await put(file, to ?? '.', json ? silent : terminal);
    if (json) terminal.out(`${JSON.stringify({ file, saved: place })}\n`);
    else if (place !== null)
      terminal.out(`${words.saved(words.acknowledgement, place)}\n${words.carryAcknowledgement}\n`);
    return 0;
  },
);
