import { z } from 'zod';
import { joinFiles } from '#shared/files/bundle.ts';
import { errorTable, Failure } from '#shared/errors.ts';
import { text } from '#shared/text/index.ts';
import { ownCommand, withCompanion } from '../own-command.ts';
import { gather } from './gather.ts';

const words = text.cli.offline;

/** `greenroom offline trust`: shows the fingerprint of a trust root, and pins it once the words were compared. */
export const trust = ownCommand(
  {
    words: ['offline', 'trust'],
    summary: words.summaries.trust,
    places: words.places,
    example: 'offline trust northlight.trust-root --fingerprint "apple-bread-… cloud-dance-…"',
  },
  z.object({ fingerprint: z.string().optional().describe(words.flags.fingerprint) }),
  async ({ input: { fingerprint }, places, json }, around) => {
    const { terminal } = around;
    const { sources } = await gather(places, terminal);
    const found = joinFiles(sources.map((source) => source.text));
    return withCompanion(around, async ({ companion }) => {
      if (fingerprint !== undefined) {
        const trusted = await companion.offline.trust({ text: found, fingerprint });
        if (json) terminal.out(`${JSON.stringify(trusted)}\n`);
        else terminal.out(`${words.trusted(trusted.name)}\n${words.makeRequestNext}\n`);
        return 0;
      }
      const files = await companion.offline.inspect({ text: found });
      const root = files.findLast(({ kind, about }) => kind === 'trust-root' && about?.fingerprint);
      if (!root?.about?.fingerprint) throw noRoot(files[0]?.kind ?? null);
      const { cloud, fingerprint: shown } = root.about;
      if (json) terminal.out(`${JSON.stringify({ name: cloud, fingerprint: shown, trusted: false })}\n`);
      else {
        const place = places.map((one) => (/\s/.test(one) ? `"${one}"` : one)).join(' ');
        terminal.out(`${words.rootOf(cloud ?? '')}\n\n  ${shown}\n\n${words.compareThen(place, shown)}\n`);
      }
      // Nothing is trusted yet: whoever runs this in a script should notice.
      return errorTable['invalid-input'].exit;
    });
  },
);

function noRoot(kind: string | null): Failure<'file-refused'> {
  const refusal =
    kind === null
      ? ({ code: 'not-a-greenroom-file' } as const)
      : ({ code: 'wrong-kind', found: kind, wanted: 'trust-root' } as const);
  return new Failure('file-refused', { refusal });
}
