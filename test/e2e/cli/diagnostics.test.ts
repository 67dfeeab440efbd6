import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DiagnosticsSection } from '#shared/models/diagnostics.ts';
import { DiagnosticsStep } from '#shared/models/diagnostics.ts';
import { createTerminalMachine, type TerminalMachine } from '../../support/terminal-machine.ts';

let machine: TerminalMachine;
beforeAll(() => {
  machine = createTerminalMachine({
    HTTPS_PROXY: 'http://jo:proxy-pass-77@proxy.studio.example',
    NO_PROXY: '127.0.0.1',
  });
});
afterAll(() => machine.remove());

interface Saved {
  saved: string;
  bytes: number;
  files: string[];
  sections: DiagnosticsSection[];
}

it('O4: the terminal shows every step, and saves the same as a zip file', async () => {
  const shown = await machine.run('diagnostics collect');
  expect(shown.exit).toBe(0);
  expect(shown.out).toMatch(/^Program and machine\nGreenroom: \d/);
  expect(shown.out).toContain('Wall clock: 20');
  expect(shown.out).toContain('HTTPS_PROXY=http://[secret]@proxy.studio.example');
  expect(shown.out + shown.error).not.toContain('proxy-pass-77');

  const folder = join(machine.folder, 'bundles');
  mkdirSync(folder);
  const { saved, bytes, files, sections } = await machine.ask<Saved>(
    `diagnostics save --leave-out log --leave-out network --output ${folder}/`,
  );
  expect(readdirSync(folder)).toEqual([saved.slice(folder.length + 1)]);
  expect(statSync(saved).size).toBe(bytes);
  expect(statSync(saved).mode & 0o777).toBe(0o600);
  const unpacked = Object.fromEntries(
    Object.entries(unzipSync(readFileSync(saved))).map(([name, content]) => [name, strFromU8(content)]),
  );
  expect(Object.keys(unpacked)).toEqual(files);
  expect(files).toHaveLength(DiagnosticsStep.options.length - 1);
  expect(unpacked['READ ME.txt']).toMatch(/Left out by whoever made it\n {2}Log\n {2}Network/);
  for (const { title, text } of sections)
    expect(Object.entries(unpacked).find(([name]) => name.endsWith(`${title}.txt`))?.[1]).toBe(`${text}\n`);

  // The same name again: nothing is written over.
  const named = join(folder, 'mine.zip');
  await machine.ask(`diagnostics save --output ${named}`);
  expect((await machine.ask<Saved>(`diagnostics save --output ${named}`)).saved).toBe(join(folder, 'mine (2).zip'));
});

it('O4: where it cannot be written, the terminal says so', async () => {
  const { exit, value } = await machine.run('diagnostics save --output /proc/nowhere/x.zip --json');
  expect(exit).toBe(6);
  expect(value).toMatchObject({ error: { code: 'file-not-writable' } });
  const wrong = await machine.run('diagnostics save --leave-out everything --json');
  expect(wrong.exit).toBe(2);
});
