import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readMe } from '#main/services/library/read-me.ts';
import { carriedStick, file, release } from '../../../support/changed-stick.ts';

let folder: string;
let page: string;

beforeAll(async () => {
  folder = join((await carriedStick()).good, release);
  page = readFileSync(join(folder, 'READ ME.html'), 'utf8');
});

const plain = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The commands of the page, each as it stands there. */
const commands = () => [...page.matchAll(/<pre>([^<]*)<\/pre>/g)].flatMap(([, text = '']) => plain(text).split('\n'));
const run = (command: string) => execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

describe('D6: the page on a stick', () => {
  it('says what it is and what is in it, for a browser alone', () => {
    expect(page).toContain('graphics 25.4.0');
    expect(page).toContain('Northlight Cloud');
    expect(page).toContain(file);
    expect(page).not.toMatch(/<script|javascript:|https?:|\son\w+=|undefined|null/i);
  });

  it.each(['sha256sum -c', 'minisign -Vm'])(
    'has commands for %s that work as they stand, and find one changed byte',
    (name) => {
      const command = commands().find((one) => one.includes(name)) ?? 'false';
      run(command);
      const path = join(folder, file);
      const bytes = readFileSync(path);
      const hit = Buffer.from(bytes);
      hit[1_000]! ^= 1;
      writeFileSync(path, hit);
      expect(() => run(command)).toThrow('Command failed');
      writeFileSync(path, bytes);
    },
  );

  it('takes nothing for markup that is text', () => {
    const evil = '<script>alert("1")</script>';
    const shown = readMe({
      release: { product: 'graphics', version: '25.4.0' },
      publisher: { name: evil, fingerprint: evil },
      files: [{ name: 'a.run', title: evil, size: 1, sha256: 'ab', key: null }],
    });
    expect(shown).not.toContain('<script');
    expect(shown).toContain('&lt;script&gt;alert(&quot;1&quot;)');
  });
});
