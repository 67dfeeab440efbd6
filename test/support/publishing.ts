import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { run } from '#cloud/commands/run.ts';
import { withParts } from '#cloud/commands/vendor.ts';
import { testCatalogue } from './licensing-cloud.ts';
import { noise } from './pieces.ts';

export const headline = 'Two engines share one take list';
export const three = ['graphics-25.4.0-x64.exe', 'arctic-studio-example.zip', 'user-guide.pdf'];

/** A folder with a cloud that has two products, and files to publish. */
export async function studio(environment: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'greenroom-publish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const settings = { GREENROOM_DATA: join(folder, 'data'), ...environment };
  const path = (name: string) => join(folder, name);
  const files: [string, Uint8Array | string][] = [
    ['notes.md', `${headline}\n\n### Added\n- A thing.\n`],
    ['graphics-25.4.0-x64.exe', noise(1, 900_000)],
    ['arctic-studio-example.zip', noise(2, 400_000)],
    ['user-guide.pdf', noise(3, 20_000)],
    ['stuff.zip', noise(4, 1_000)],
  ];
  for (const [name, content] of files) await writeFile(path(name), content);

  /** Runs the command line, as somebody at a terminal or not. */
  async function cloud(argv: string[], { isTTY = false, stdin = '' } = {}) {
    const [input, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    input.end(stdin);
    const terminal = { environment: settings, stdin: input, stdout, stderr: Object.assign(stderr, { isTTY }) };
    const exit = await run(argv, terminal);
    stdout.end();
    stderr.end();
    return { exit, said: await readAll(stdout), complained: await readAll(stderr) };
  }
  await cloud(['catalogue', 'import', '--input', '-'], { stdin: JSON.stringify({ catalogue: testCatalogue }) });

  const usual = ['--product', 'graphics', '--version', '25.4.0', '--notes', path('notes.md')];
  return {
    path,
    trustRoot: () => withParts({ environment: settings, ...unused() }, async ({ keys }) => keys.root),
    settings,
    cloud,
    /** Publishes these files; further flags win. */
    publish: (names: string[], flags: string[] = []) => cloud(['publish', ...usual, ...flags, ...names.map(path)]),
    listed: async () =>
      JSON.parse((await cloud(['release', 'list', '--product', 'graphics', '--json'])).said) as Record<
        string,
        unknown
      >[],
    stored: async () =>
      (await readdir(path('data/releases'), { recursive: true, withFileTypes: true }).catch(() => []))
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .toSorted(),
  };
}

export type Studio = Awaited<ReturnType<typeof studio>>;

const unused = () => ({ stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() });
