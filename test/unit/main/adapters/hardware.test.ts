import { chmodSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createBrowserOpener } from '#main/adapters/browser.ts';
import { createEvidenceSource } from '#main/adapters/hardware/evidence.ts';
import { readTpmKey } from '#main/adapters/hardware/tpm-key.ts';
import { readVmGeneration } from '#main/adapters/hardware/vm-generation.ts';
import { readEvidence } from '#main/services/evidence.ts';
import { EvidenceName } from '#shared/models/machine.ts';
import { freshFolder } from '../../../support/machine.ts';
import { waitFor } from '../../../support/wait-for.ts';

afterEach(() => vi.unstubAllEnvs());

const reader = (value: string) => () => Promise.resolve(value);
const hangs = () => new Promise<never>(() => undefined);
const fails = () => Promise.reject(new Error('no rights'));

test('a source that fails, hangs or is empty does not hold up the others', async () => {
  const source = createEvidenceSource({
    from: {
      'os-machine-id': reader('4c4c4544-0042-3510'),
      'system-uuid': hangs,
      'system-serial': reader(''),
      'disk-serial': fails,
      cpu: () => {
        throw new Error('no registry');
      },
      'network-address': reader('00:00:00:00:00:00'),
      'tpm-key': fails,
      'vm-generation': hangs,
    },
    limit: 50,
  });
  const { factors } = await readEvidence(source);
  expect(Object.fromEntries(factors.map(({ name, reason }) => [name, reason]))).toEqual({
    'os-machine-id': 'read',
    'system-uuid': 'timed-out',
    'system-serial': 'empty',
    'disk-serial': 'unreadable',
    cpu: 'unreadable',
    'network-address': 'placeholder',
    'tpm-key': 'unreadable',
    'vm-generation': 'timed-out',
  });
});

test.each([
  [() => Promise.resolve(true), true],
  [() => Promise.resolve(false), false],
  [hangs, false],
  [fails, false],
])('whether it is a virtual machine is said in time, or not at all (%#)', async (isVirtual, expected) => {
  expect(await createEvidenceSource({ isVirtual, limit: 50 }).isVirtual()).toBe(expected);
});

test('this machine can be read, each fact with a reason', async () => {
  const source = createEvidenceSource();
  const { factors, hashesFor } = await readEvidence(source);
  expect(factors.map(({ name }) => name)).toEqual(EvidenceName.options);
  expect(Object.keys(hashesFor('cloud')).length).toBe(factors.filter(({ state }) => state === 'present').length);
  expect(await source.isVirtual()).toEqual(expect.any(Boolean));
});

describe('the key of the security chip', () => {
  const said = 'name: 000b2f6c9d1e8a7b4c5d\nqualified name: 000bffff\nrsa: d0c3\n';
  const chip = () => true;
  test('on Linux is asked for by its handles', async () => {
    const asked: string[] = [];
    const ask = async (program: string, args: readonly string[]) => {
      asked.push([program, ...args].join(' '));
      if (args.includes('0x81010001')) throw new Error('no such handle');
      return said;
    };
    expect(await readTpmKey('linux', ask, chip)).toBe('000b2f6c9d1e8a7b4c5d');
    expect(asked).toEqual(['tpm2_readpublic -c 0x81010001', 'tpm2_readpublic -c 0x81010002']);
  });
  test('on Windows comes from the system', async () => {
    expect(await readTpmKey('win32', async () => 'A1B2C3\r\n')).toBe('A1B2C3');
  });
  test('is absent without a chip, unreadable without the tool or the rights', async () => {
    expect(await readTpmKey('linux', fails, () => false)).toBe('');
    expect(await readTpmKey('darwin', fails, chip)).toBe('');
    await expect(readTpmKey('linux', fails, chip)).rejects.toThrow('no rights');
  });
});

describe('the generation of a virtual machine', () => {
  const id = Buffer.from('324e6eaf00000000000000000000d1f7', 'hex');
  test('is where QEMU puts it', async () => {
    const page = Buffer.concat([Buffer.alloc(40), id, Buffer.alloc(4_040)]);
    expect(await readVmGeneration('linux', fails, async () => page)).toBe(id.toString('hex'));
    expect(await readVmGeneration('linux', fails, async () => id)).toBe(id.toString('hex'));
  });
  test('is in the registry of a Hyper-V guest', async () => {
    const line = '\r\n    VirtualMachineId    REG_SZ    5F1C-22\r\n';
    expect(await readVmGeneration('win32', async () => line)).toBe('5F1C-22');
    expect(await readVmGeneration('win32', fails)).toBe('');
  });
  test('is absent elsewhere, and unreadable without the rights', async () => {
    const missing = Object.assign(new Error('none'), { code: 'ENOENT' });
    expect(await readVmGeneration('linux', fails, () => Promise.reject(missing))).toBe('');
    await expect(readVmGeneration('linux', fails, fails)).rejects.toThrow('no rights');
    expect(await readVmGeneration('darwin', fails, fails)).toBe('');
  });
});

test('the browser gets the address as one argument, as it is', async () => {
  const folder = freshFolder();
  const seen = join(folder, 'seen');
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > ${seen}\n`);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  await createBrowserOpener('linux').open('https://cloud.example/device?code=A&b=$(id)');
  await waitFor(async () => {
    expect(await readFile(seen, 'utf8')).toBe('1\nhttps://cloud.example/device?code=A&b=$(id)\n');
  });
});

test('no browser: said, not swallowed', async () => {
  vi.stubEnv('PATH', freshFolder());
  await expect(createBrowserOpener('linux').open('https://cloud.example')).rejects.toThrow('ENOENT');
});
