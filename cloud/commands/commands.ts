import { type Command, commandsOf } from '#shared/arguments/commands.ts';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import { text } from '#shared/text/index.ts';
import { z } from 'zod';
import { GrantInput } from './grant.ts';

const ServeInput = z.object({
  embedded: z.boolean().default(false).describe(text.cloud.command.embedded),
  sample: z.boolean().default(false).describe(text.cloud.command.sample),
  empty: z.boolean().default(false).describe(text.cloud.command.empty),
  parent: z.boolean().default(false).describe(text.cloud.command.parent),
});
export type ServeFlags = z.infer<typeof ServeInput>;

/** Serves the cloud: what it does when nothing else is asked. */
export const serveCommand: Command & { input: typeof ServeInput } = {
  words: ['serve'],
  path: [],
  summary: text.cloud.command.serve,
  meta: { needs: 'nothing', example: 'serve --sample' },
  input: ServeInput,
  streams: false,
  failures: [],
};

export const grantCommand: Command & { input: typeof GrantInput } = {
  words: ['vendor', 'grant'],
  path: [],
  summary: text.cloud.command.grant,
  meta: { needs: 'vendor', example: 'vendor grant --email ingrid@northlight.example' },
  input: GrantInput,
  streams: false,
  failures: ['not-found'],
};

/** What the vendor does, from the contract. */
export const contractCommands = commandsOf(cloudContract.vendor);

/** Everything that `npm run cloud -- …` understands. */
export const commands: readonly Command[] = [serveCommand, ...contractCommands, grantCommand];
