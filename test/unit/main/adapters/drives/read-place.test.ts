import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readNamedFile, readPlace } from '#main/adapters/drives/read-place.ts';
import { splitBlocks } from '#shared/files/bundle.ts';
import { text } from '#shared/text/index.ts';
import { freshFolder } from '../../../../support/machine.ts';
import { testCloud } from '../../../../support/signed-files.ts';

const words = text.companion.drives;
const { trustRootFile } = testCloud();
const [block] = splitBlocks(trustRootFile);
const bare = block!.text;

let stick: string;
beforeEach(() => {
  stick = freshFolder();
});
const put = (name: string, content: string | Buffer) => writeFileSync(join(stick, name), content);
const names = async () => (await readPlace(stick)).files.map(({ name }) => name);

describe('a stick is read', () => {
  it('two folders deep, whatever the files are called, and without what is none of ours', async () => {
    mkdirSync(join(stick, 'a', 'b', 'c'), { recursive: true });
    put('RENDER03.LIC', trustRootFile);
    put('Ünïcode – “Ø” 日本.txt', trustRootFile);
    put('notes.txt', 'buy milk');
    put('film.mov', Buffer.concat([Buffer.alloc(32), Buffer.from(trustRootFile)]));
    put(join('a', 'one.license'), trustRootFile);
    put(join('a', 'b', 'two.license'), trustRootFile);
    put(join('a', 'b', 'c', 'three.license'), trustRootFile);
    mkdirSync(join(stick, '.Trashes'));
    put(join('.Trashes', 'gone.license'), trustRootFile);
    put('._RENDER03.LIC', trustRootFile);
    expect(await readPlace(stick)).toEqual({
      files: [
        { name: 'RENDER03.LIC', text: bare },
        { name: 'Ünïcode – “Ø” 日本.txt', text: bare },
        { name: 'a/one.license', text: bare },
        { name: 'a/b/two.license', text: bare },
      ],
      skipped: [],
    });
  });

  it('without the files of a release, which may be larger than all else: only what is signed of it', async () => {
    mkdirSync(join(stick, 'graphics-25.4.0'));
    const inside = (name: string) => join('graphics-25.4.0', name);
    for (const name of ['graphics-25.4.0.release-manifest', 'Northlight.trust-root', 'installer.run', 'notes.txt'])
      put(inside(name), trustRootFile);
    put('installer.run', trustRootFile);
    put(inside('huge.zip'), '');
    truncateSync(join(stick, inside('huge.zip')), 5_000_000_000);
    const { files, skipped } = await readPlace(stick);
    expect(files.map(({ name }) => name)).toEqual([
      'installer.run',
      'graphics-25.4.0/Northlight.trust-root',
      'graphics-25.4.0/graphics-25.4.0.release-manifest',
    ]);
    expect(skipped).toEqual([]);
  });

  it.each([
    ['quoted by a mail program', Buffer.from(trustRootFile.replaceAll(/^/gm, '> '))],
    ['with CRLF and a mark of its encoding', Buffer.from(`\uFEFF${trustRootFile.replaceAll('\n', '\r\n')}`)],
    ['as Windows PowerShell writes it', Buffer.from(`\uFEFF${trustRootFile}`, 'utf16le')],
    [
      'in the middle of a very long line-less text',
      Buffer.from(`${'x'.repeat(3_000_000)}\n${trustRootFile}${'y'.repeat(900_000)}`),
    ],
  ])('%s', async (_, content) => {
    put('file', content);
    expect(await readPlace(stick)).toEqual({ files: [{ name: 'file', text: bare }], skipped: [] });
  });

  it('a block that was cut stays, so that it can be said', async () => {
    put('cut.license', trustRootFile.slice(0, -200));
    put('empty.license', '');
    const { files, skipped } = await readPlace(stick);
    expect(skipped).toEqual([]);
    expect(files).toHaveLength(1);
    expect(splitBlocks(files[0]!.text)).toMatchObject([{ kind: 'trust-root' }]);
  });

  it('a bundle of any size, with little memory', async () => {
    const filler = `${'lorem ipsum '.repeat(1_000)}\n`.repeat(2_000);
    put('bundle.txt', `${trustRootFile}${filler}${trustRootFile}${filler}${trustRootFile}`);
    const { files } = await readPlace(stick);
    expect(splitBlocks(files[0]!.text)).toHaveLength(3);
    expect(files[0]!.text.length).toBeLessThan(10_000);
  });

  it('more blocks than are read at once are not read, and that is said', async () => {
    put('a.txt', '-----BEGIN GREENROOM LICENSE-----\n'.repeat(10_050));
    put('b.txt', trustRootFile);
    const { files, skipped } = await readPlace(stick);
    expect(splitBlocks(files[0]!.text)).toHaveLength(10_000);
    expect(skipped).toEqual([
      { name: 'a.txt', why: words.tooMuch },
      { name: 'b.txt', why: words.tooMuch },
    ]);
  });

  it('a file of 2 GB is refused by its size, unread', async () => {
    put('huge.license', '');
    truncateSync(join(stick, 'huge.license'), 2 * 1024 ** 3);
    put('small.license', trustRootFile);
    const start = performance.now();
    const { files, skipped } = await readPlace(stick);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(files.map(({ name }) => name)).toEqual(['small.license']);
    expect(skipped).toEqual([{ name: 'huge.license', why: words.tooLarge }]);
  });

  it('only so many files are looked at', async () => {
    for (let at = 0; at < 4_100; at += 1) put(`${at}.txt`, '');
    mkdirSync(join(stick, 'more'));
    const { skipped } = await readPlace(stick);
    expect(skipped).toEqual([{ name: '', why: words.tooMany(4_000) }]);
  });

  it('no pipe, no device, and no link that leads away', async () => {
    const outside = freshFolder();
    writeFileSync(join(outside, 'secret.license'), trustRootFile);
    symlinkSync(join(outside, 'secret.license'), join(stick, 'away.license'));
    symlinkSync(outside, join(stick, 'folder'));
    symlinkSync(stick, join(stick, 'loop'));
    symlinkSync('nowhere', join(stick, 'broken.license'));
    execFileSync('mkfifo', [join(stick, 'pipe.license')]);
    put('real.license', trustRootFile);
    symlinkSync('real.license', join(stick, 'within.license'));
    expect(await names()).toEqual(['real.license', 'within.license']);
    expect((await readPlace(stick)).skipped).toEqual([{ name: 'broken.license', why: words.notThere }]);
  });

  it('gives up in time, and says what was not read', async () => {
    put('one.license', trustRootFile);
    expect(await readPlace(stick, { signal: AbortSignal.abort() })).toEqual({
      files: [],
      skipped: [{ name: '', why: words.tooSlow }],
    });
  });
});

describe('files that were asked for', () => {
  it('are read by their names, and no others', async () => {
    put('one.license', trustRootFile);
    put('two.license', trustRootFile);
    const { files } = await readPlace(stick, { files: ['two.license'] });
    expect(files.map(({ name }) => name)).toEqual(['two.license']);
  });
  it.each(['../one.license', '/etc/passwd', 'three.license', ''])(
    'fail when they are not there: “%s”',
    async (name) => {
      put('one.license', trustRootFile);
      await expect(readPlace(stick, { files: [name] })).rejects.toMatchObject({
        code: 'file-not-readable',
        details: { why: words.notThere },
      });
    },
  );
  it('may be named by a path; what is no file is said', async () => {
    put('one.license', trustRootFile);
    expect((await readNamedFile(join(stick, 'one.license'))).files).toEqual([{ name: 'one.license', text: bare }]);
    await expect(readNamedFile(stick)).rejects.toMatchObject({ details: { path: stick, why: words.noFile } });
    await expect(readNamedFile(join(stick, 'no'))).rejects.toMatchObject({ details: { why: words.notThere } });
  });
});

/** Root may read everything: somebody else looks. */
const nobody = 65_534;
const mayBeNobody = process.platform === 'linux' && process.getuid?.() === 0;
describe.skipIf(!mayBeNobody)('without the rights', () => {
  it('a file and a folder are skipped and named', () => {
    mkdirSync(join(stick, 'locked'));
    put(join('locked', 'x.license'), trustRootFile);
    put('mine.license', trustRootFile);
    put('open.license', trustRootFile);
    chmodSync(stick, 0o755);
    chmodSync(join(stick, 'locked'), 0o700);
    chmodSync(join(stick, 'mine.license'), 0o600);
    const program = `import { readPlace } from '${new URL('../../../../../main/adapters/drives/read-place.ts', import.meta.url).pathname}';
      const { files, skipped } = await readPlace('${stick}');
      console.log(JSON.stringify({ files: files.map(({ name }) => name), skipped }));`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      uid: nobody,
      encoding: 'utf8',
      cwd: new URL('../../../../../', import.meta.url).pathname,
    });
    expect(JSON.parse(said)).toEqual({
      files: ['open.license'],
      skipped: [
        { name: 'locked', why: words.noRights },
        { name: 'mine.license', why: words.noRights },
      ],
    });
  });
});
