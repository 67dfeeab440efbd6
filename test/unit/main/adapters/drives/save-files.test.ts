import { readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { numbered, safeName } from '#main/adapters/drives/safe-name.ts';
import { openSaver, replaceFile, saveFiles } from '#main/adapters/drives/save-files.ts';
import { freshFolder } from '../../../../support/machine.ts';
import { mayMount, mountStick } from '../../../../support/mounted.ts';

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
const file = (name: string, text = name) => ({ name, text });

describe('names', () => {
  it.each([
    ['OB-1 RENDER "03" – Ø/2027.license', 'OB-1-RENDER-03-2027.license'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Windows\\x.license', 'C-Windows-x.license'],
    ['.hidden', 'hidden'],
    ['trailing. ', 'trailing'],
    ['日本', 'greenroom'],
    ['', 'greenroom'],
    ['CON', 'greenroom-CON'],
    ['lpt1.license', 'greenroom-lpt1.license'],
    [`${'x'.repeat(300)}.license-request`, `${'x'.repeat(84)}.license-request`],
  ])('%s is safe as %s', (name, safe) => {
    expect(safeName(name)).toBe(safe);
    expect(safe.length).toBeLessThanOrEqual(100);
  });
  it('get a number before the extension, and stay short', () => {
    expect(numbered('RENDER-03-2027-01-01.license', 2)).toBe('RENDER-03-2027-01-01-2.license');
    expect(numbered(`${'x'.repeat(92)}.license`, 1_000)).toHaveLength(100);
    expect(numbered('none', 3)).toBe('none-3');
  });
});

describe('files are saved', () => {
  let stick: string;
  beforeEach(() => {
    stick = freshFolder();
  });

  it('each under a free name; what is there already is left alone', async () => {
    const first = [file('A.license', 'one'), file('B.license', 'two')];
    expect(await saveFiles(stick, first)).toEqual(['A.license', 'B.license']);
    expect(await saveFiles(stick, first)).toEqual(['A.license', 'B.license']);
    expect(await saveFiles(stick, [file('A.license', 'other')])).toEqual(['A-2.license']);
    expect(await saveFiles(stick, [file('A.license', 'third'), file('A.license', 'other')])).toEqual([
      'A-3.license',
      'A-2.license',
    ]);
    expect(readdirSync(stick).toSorted()).toEqual(['A-2.license', 'A-3.license', 'A.license', 'B.license']);
    expect(read(stick, 'A.license')).toBe('one');
  });

  it('never through a link, never into another folder', async () => {
    const outside = freshFolder();
    writeFileSync(join(outside, 'victim'), 'precious');
    symlinkSync(join(outside, 'victim'), join(stick, 'A.license'));
    expect(await saveFiles(stick, [file('A.license', 'new'), file('../victim', 'new')])).toEqual([
      'A-2.license',
      'victim',
    ]);
    expect(read(outside, 'victim')).toBe('precious');
  });

  it('side by side: nobody overwrites anybody', async () => {
    const texts = Array.from({ length: 12 }, (_, at) => `text ${at}`);
    const names = (await Promise.all(texts.map((text) => saveFiles(stick, [file('A.license', text)])))).flat();
    expect(new Set(names).size).toBe(12);
    expect(names.map((name) => read(stick, name)).toSorted()).toEqual(texts.toSorted());
    expect(readdirSync(stick)).toHaveLength(12);
  });

  it('what an earlier one left half written is removed, what a neighbour is writing is not', async () => {
    const [old, fresh] = ['.greenroom-0123456789ab.tmp', '.greenroom-ba9876543210.tmp'];
    for (const name of [old, fresh, '.other.tmp']) writeFileSync(join(stick, name), 'half');
    utimesSync(join(stick, old), new Date(0), new Date(0));
    await saveFiles(stick, [file('A.license')]);
    expect(readdirSync(stick).toSorted()).toEqual([fresh, '.other.tmp', 'A.license']);
  });

  it('also where there are no links, as on FAT', async () => {
    const hardLink = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));
    const saver = await openSaver(stick, { hardLink });
    expect(await saver.save(file('A.license', 'one'))).toBe('A.license');
    expect(await saver.save(file('A.license', 'two'))).toBe('A-2.license');
    expect(await saver.save(file('A.license', 'one'))).toBe('A.license');
    await saver.finish();
    expect(readdirSync(stick)).toEqual(['A-2.license', 'A.license']);
    expect(read(stick, 'A.license')).toBe('one');
  });

  it('in place of one file, where somebody names it', async () => {
    await replaceFile(join(stick, 'mine.txt'), 'old');
    await replaceFile(join(stick, 'mine.txt'), 'new');
    expect(readdirSync(stick)).toEqual(['mine.txt']);
    expect(read(stick, 'mine.txt')).toBe('new');
    await expect(replaceFile(join(stick, 'no', 'x'), 'x')).rejects.toMatchObject({ code: 'file-not-writable' });
  });

  it('only as long as the place is what it was when it was chosen', async () => {
    await expect(openSaver(stick, { chosen: -1 })).rejects.toMatchObject({ code: 'drive-gone' });
    await expect(openSaver(stick, { chosen: null })).rejects.toMatchObject({ code: 'drive-gone' });
  });

  it('or it is said that the place is gone', async () => {
    const gone = join(stick, 'gone');
    await expect(saveFiles(gone, [file('A.license')])).rejects.toMatchObject({
      code: 'drive-gone',
      details: { drive: gone },
    });
  });
});

describe.skipIf(!mayMount)('on a real stick', () => {
  it('that is full: nothing half written keeps a name', async () => {
    const { folder } = mountStick('64k');
    await saveFiles(folder, [file('A.license', 'a'.repeat(20_000))]);
    await expect(saveFiles(folder, [file('B.license', 'b'.repeat(80_000))])).rejects.toMatchObject({
      code: 'disk-full',
      details: { path: join(folder, 'B.license') },
    });
    expect(readdirSync(folder)).toEqual(['A.license']);
    expect(read(folder, 'A.license')).toBe('a'.repeat(20_000));
    expect(await saveFiles(folder, [file('B.license', 'small')])).toEqual(['B.license']);
  });

  it('that is write-protected', async () => {
    const { folder, protect } = mountStick();
    protect();
    await expect(saveFiles(folder, [file('A.license')])).rejects.toMatchObject({ code: 'file-not-writable' });
  });

  it('that is pulled in the middle of it: said, and never written to the disk beneath', async () => {
    const { folder, pull } = mountStick('64m');
    const many = Array.from({ length: 2_000 }, (_, at) => file(`${at}.license`, String(at).repeat(2_000)));
    const saving = saveFiles(folder, many);
    setTimeout(pull, 60);
    await expect(saving).rejects.toMatchObject({ code: 'drive-gone', details: { drive: folder } });
    expect(readdirSync(folder)).toEqual([]);
  });
});
