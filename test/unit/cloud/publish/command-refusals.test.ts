import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { text } from '#shared/text/index.ts';
import { studio, three } from '../../../support/publishing.ts';

const say = text.publish;

describe('D8: what cannot be published', { timeout: 60_000 }, () => {
  test('is told all at once, with exit code 2, and leaves nothing in the store', async () => {
    const { publish, path, stored, listed } = await studio();
    await mkdir(path('folder'));
    await writeFile(path('empty.zip'), '');
    await writeFile(path('é-demo.zip'), 'x');
    const { exit, complained } = await publish(
      ['folder', 'empty.zip', 'nowhere.exe', 'é-demo.zip'],
      ['--version', '25 4', '--channel', 'Beta', '--notes', path('nowhere.md')],
    );
    expect(exit).toBe(2);
    for (const [field, problem] of [
      ['--version', say.wrongVersion],
      ['--channel', say.wrongSlug],
      [path('folder'), say.file.folder],
      [path('empty.zip'), say.file.empty],
      [path('nowhere.exe'), say.file.notThere],
      [path('é-demo.zip'), say.file.name],
      [path('nowhere.md'), say.file.notThere],
    ]) {
      expect(complained).toContain(`${field}: ${problem}`);
    }
    expect([await stored(), await listed()]).toEqual([[], []]);
  });

  test.each<[string, string[], string[], string]>([
    ['no file', [], [], say.noFiles],
    ['an unknown product', three, ['--product', 'graphix'], say.unknownProduct(['graphics', 'tracking'])],
    ['a file that may be anything', ['stuff.zip'], [], say.file.kind],
    ['a file that is named twice', ['user-guide.pdf', 'user-guide.pdf'], [], say.file.idTwice('user-guide')],
    ['the chunk list of another file', ['demo.zip', 'demo.zip.chunks'], ['--describe', 'as-demo.json'], say.file.twice],
    [
      'a description of another file',
      three,
      ['--describe', 'as-demo.json'],
      say.describe.unknownFile('demo.zip.chunks'),
    ],
    ['a description that is none', three, ['--describe', 'notes.md'], say.describe.notJson],
    ['a description with a wrong word', ['demo.zip'], ['--describe', 'wrong.json'], 'demo.zip.kind: Invalid option'],
  ])('%s', async (_, names, flags, problem) => {
    const { publish, path, stored, listed } = await studio();
    await writeFile(path('demo.zip'), 'demo');
    await writeFile(path('demo.zip.chunks'), 'demo');
    await writeFile(path('as-demo.json'), JSON.stringify({ 'demo.zip.chunks': { kind: 'demo-files', id: 'other' } }));
    await writeFile(path('wrong.json'), JSON.stringify({ 'demo.zip': { kind: 'toy' } }));
    const inFolder = flags.map((flag) => (/\.(json|md)$/.test(flag) ? path(flag) : flag));
    const { exit, complained, said } = await publish(names, inFolder);
    expect([exit, said]).toEqual([2, '']);
    expect(complained).toContain(problem);
    expect([await stored(), await listed()]).toEqual([[], []]);
  });

  test('notes and flags that are left out', async () => {
    const { cloud } = await studio();
    const { exit, complained } = await cloud(['publish']);
    expect(exit).toBe(2);
    for (const flag of ['--product', '--version', '--notes']) expect(complained).toContain(`${flag}: ${say.missing}`);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const { publish, path } = await studio();
    await chmod(path('user-guide.pdf'), 0o000);
    expect((await publish(three)).complained).toContain('user-guide.pdf: cannot be read: EACCES');
  });
});
