import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { joinFiles } from '#shared/files/bundle.ts';
import { kindNames } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import { forEachKind, sampleFiles, sealed } from '../../support/sample-files.ts';
import { platform } from '../../support/signed-files.ts';

const samples = sampleFiles();
const can = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const folder = () => mkdtempSync(join(tmpdir(), 'greenroom-carried-'));

/** Every kind is written, goes through somebody's hands, and is opened. */
function survives(carry: (text: string, kind: string) => string): string[] {
  const opened: string[] = [];
  forEachKind(samples, (kind, sample) => {
    const arrived = carry(sealed(kind, sample), kind);
    if (open(platform, kind, arrived, sample.context).accepted) opened.push(kind);
  });
  return opened;
}

const everyLine = (text: string, change: (line: string) => string) => text.split('\n').map(change).join('\n');

test.each<[string, (text: string) => string]>([
  ['quoted in a mail', (text) => `On Friday Jo wrote:\n${everyLine(text, (line) => `> ${line}`)}\n-- \nJo`],
  ['quoted in a mail that quotes a mail', (text) => everyLine(text, (line) => `>> > ${line}`)],
  ['format=flowed', (text) => everyLine(text, (line) => ` ${line} `)],
  ['line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte-order mark', (text) => `\uFEFF${text}`],
  ['trailing blanks', (text) => everyLine(text, (line) => `${line} \t `)],
  ['without its last newline', (text) => text.trimEnd()],
  ['in the middle of a chat', (text) => `here it is 👇\n\n${text}\nthanks!`],
  ['without the lines for people', (text) => text.slice(text.indexOf('-----BEGIN'))],
  ['two times', (text) => text + text],
  ['joined by Windows, marks and all', (text) => `\uFEFFHello\r\n\uFEFF${text.replaceAll('\n', '\r\n')}\u001A`],
])('every kind opens after it was carried: %s', (_, carry) => {
  expect(survives(carry)).toEqual(kindNames);
});

test('every kind opens out of one file that holds all of them', () => {
  const all: string[] = [];
  forEachKind(samples, (kind, sample) => void all.push(sealed(kind, sample)));
  expect(survives(() => joinFiles(all))).toEqual(kindNames);
  expect(survives(() => joinFiles(all.toReversed()))).toEqual(kindNames);
});

test('every kind opens out of a file with a short name of FAT, in capitals and without its extension', () => {
  const stick = folder();
  expect(
    survives((text, kind) => {
      const name = `${kind.slice(0, 6).toUpperCase().replaceAll('-', '_')}~1.${kind.slice(-3).toUpperCase()}`;
      writeFileSync(join(stick, name), text);
      return readFileSync(join(stick, name), 'utf8');
    }),
  ).toEqual(kindNames);
  expect(readdirSync(stick)).toHaveLength(kindNames.length);
});

/** Writes text files, has `pack` make an archive of them, and gives back what comes out of it. */
function throughArchive(pack: (stick: string, name: string) => void): string[] {
  return survives((text, kind) => {
    const stick = folder();
    writeFileSync(join(stick, `RENDER-03.${kind}`), text);
    pack(stick, `RENDER-03.${kind}`);
    return readFileSync(join(stick, 'out', `RENDER-03.${kind}`), 'utf8');
  });
}

test.skipIf(!can('zip') || !can('unzip'))('every kind opens after zip and unzip', { timeout: 60_000 }, () => {
  const carried = throughArchive((stick, name) => {
    execFileSync('zip', ['-q', 'files.zip', name], { cwd: stick });
    execFileSync('unzip', ['-q', 'files.zip', '-d', 'out'], { cwd: stick });
  });
  expect(carried).toEqual(kindNames);
});

test.skipIf(!can('zip') || !can('unzip'))(
  'every kind opens after zip made line ends of Windows of it',
  { timeout: 60_000 },
  () => {
    const carried = throughArchive((stick, name) => {
      execFileSync('zip', ['-q', '-l', 'files.zip', name], { cwd: stick });
      execFileSync('unzip', ['-q', 'files.zip', '-d', 'out'], { cwd: stick });
      expect(readFileSync(join(stick, 'out', name), 'utf8')).toContain('\r\n');
    });
    expect(carried).toEqual(kindNames);
  },
);
