import { type Command, commandsOf } from '#shared/arguments/commands.ts';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import { Version } from '#shared/files/release.ts';
import { Slug } from '#shared/models/id.ts';
import { mainChannel } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { z } from 'zod';
import { GrantInput } from './grant.ts';

const say = text.publish;

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

const slug = z.string(say.missing).refine((typed) => Slug.safeParse(typed).success, say.wrongSlug);
const version = z.string(say.missing).refine((typed) => Version.safeParse(typed).success, say.wrongVersion);

const PublishInput = z.object({
  product: slug.describe(say.flags.product),
  version: version.describe(say.flags.version),
  channel: slug.default(mainChannel).describe(say.flags.channel),
  minimumVersion: version.optional().describe(say.flags.minimumVersion),
  notes: z.string(say.missing).describe(say.flags.notes),
  describe: z.string().optional().describe(say.flags.describe),
});

export const publishCommand: Command & { input: typeof PublishInput } = {
  words: ['publish'],
  path: [],
  summary: say.summary,
  meta: {
    needs: 'vendor',
    example: 'publish --product graphics --version 25.4.0 --notes notes.md graphics-25.4.0.exe example-project.zip',
  },
  input: PublishInput,
  streams: false,
  failures: ['already-published', 'release-incomplete'],
  places: say.places,
};

/** What the vendor does, from the contract. */
export const contractCommands = commandsOf(cloudContract.vendor);

/** Everything that `npm run cloud -- …` understands. */
export const commands: readonly Command[] = [serveCommand, publishCommand, ...contractCommands, grantCommand];
