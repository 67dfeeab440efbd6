import { chmodSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createBrowserOpener } from '#main/adapters/browser.ts';
import { createEvidenceSource } from '#main/adapters/hardware/evidence.ts';
import { readEvidence } from '#main/services/evidence.ts';
import { freshFolder } from '../../../support/machine.ts';

afterEach(() => vi.unstubAllEnvs());

test('a source that fails, hangs or is empty does not hold up the others', async () => {
  const reader = (value: string) => () => Promise.resolve(value);
  const source = createEvidenceSource(
    {
      'os-machine-id': reader('4c4c4544-0042-3510'),
      'system-uuid': () => new Promise(() => undefined),
      'system-serial': reader(''),
      'disk-serial': () => Promise.reject(new Error('no rights')),
      cpu: () => {
        throw new Error('no registry');
      },
      'network-address': reader('00:00:00:00:00:00'),
    },
    50,
  );
  const { factors } = await readEvidence(source);
  expect(Object.fromEntries(factors.map(({ name, reason }) => [name, reason]))).toEqual({
    'os-machine-id': 'read',
    'system-uuid': 'timed-out',
    'system-serial': 'empty',
    'disk-serial': 'unreadable',
    cpu: 'unreadable',
    'network-address': 'placeholder',
  });
});

test('this machine can be read, each fact with a reason', async () => {
  const { factors, hashesFor } = await readEvidence(createEvidenceSource());
  expect(factors).toHaveLength(6);
  expect(Object.keys(hashesFor('cloud')).length).toBe(factors.filter(({ state }) => state === 'present').length);
});

test('the browser gets the address as one argument, as it is', async () => {
  const folder = freshFolder();
  const seen = join(folder, 'seen');
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > ${seen}\n`);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  await createBrowserOpener('linux').open('https://cloud.example/device?code=A&b=$(id)');
  await vi.waitFor(async () => {
    expect(await readFile(seen, 'utf8')).toBe('1\nhttps://cloud.example/device?code=A&b=$(id)\n');
  });
});

test('no browser: said, not swallowed', async () => {
  vi.stubEnv('PATH', freshFolder());
  await expect(createBrowserOpener('linux').open('https://cloud.example')).rejects.toThrow('ENOENT');
});
