import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCheck } from '#main/hosts/check/command.ts';
import { checkProduct } from '#main/hosts/check/index.ts';
import { CheckResult, checkExit } from '#shared/models/check.ts';
import { judgeProduct } from '#shared/files/product-check.ts';
import type { ClockState } from '#shared/files/time.ts';
import { day, hour } from '#shared/models/time.ts';
import { licensedFolder } from '../../support/licensed-folder.ts';
import { freshFolder, openMachine } from '../../support/machine.ts';
import { tamper, testLease } from '../../support/signed-files.ts';

const verdict = (folders: string[], product = 'graphics', edition?: string) =>
  checkProduct({ product, edition }, { folders }).verdict;

test('a held lease is licensed, with everything a program may want to show', async () => {
  const { folder, lease } = await licensedFolder();
  expect(checkProduct({ product: 'graphics', edition: 'xr' }, { folders: [folder] })).toEqual({
    verdict: 'licensed',
    product: 'graphics',
    edition: 'xr',
    services: lease.license.services,
    organization: 'Northlight Studios',
    person: 'Ingrid Aas',
    leaseEndsAt: lease.leaseEndsAt,
    licenseEndsAt: lease.licenseEndsAt,
    refusal: null,
    file: join(folder, 'leases', 'current.license'),
  });
  expect(verdict([folder])).toBe('licensed');
});

test('another edition, another product and an empty place are not licensed', async () => {
  const { folder } = await licensedFolder();
  expect(verdict([folder], 'graphics', 'artist')).toBe('not-licensed');
  expect(verdict([folder], 'tracking')).toBe('not-licensed');
  expect(verdict([freshFolder()])).toBe('not-licensed');
  expect(verdict(['/does/not/exist'])).toBe('not-licensed');
});

test('a lease that ended has ended, and within its lease grace is in grace', async () => {
  const now = Date.now();
  const over = { notBefore: now - 9 * hour, leaseEndsAt: now - hour, licenseEndsAt: null };
  const ended = await licensedFolder({ leases: [testLease(over)] });
  expect(verdict([ended.folder])).toBe('ended');
  const grace = await licensedFolder({ leases: [testLease({ ...over, graceHours: 72 })] });
  expect(verdict([grace.folder])).toBe('grace');
});

test('within the unassign grace a program may start', async () => {
  const now = Date.now();
  const graced = testLease({
    notBefore: now - hour,
    leaseEndsAt: now + hour,
    licenseEndsAt: null,
    unassignGraceEndsAt: now + hour,
  });
  const { folder } = await licensedFolder({ leases: [graced] });
  expect(verdict([folder])).toBe('licensed');
});

test('a file that was tampered with, put back, or copied from another machine is refused', async () => {
  const { folder } = await licensedFolder();
  const path = join(folder, 'leases', 'current.license');
  const good = readFileSync(path, 'utf8');

  writeFileSync(path, tamper(good));
  expect(checkProduct({ product: 'graphics' }, { folders: [folder] })).toMatchObject({
    verdict: 'refused',
    leaseEndsAt: null,
  });
  writeFileSync(path, good);

  const other = freshFolder();
  const machine = await openMachine({ folder: other });
  cpSync(join(folder, 'trust-root'), join(other, 'trust-root'));
  cpSync(path, join(other, 'leases', 'current.license'));
  expect(machine.leases()).toEqual([]);
  expect(checkProduct({ product: 'graphics' }, { folders: [other] })).toMatchObject({ refusal: 'other-machine' });

  const record = join(folder, 'machine.json');
  writeFileSync(record, readFileSync(record, 'utf8').replace('"sequence": 1', '"sequence": 2'));
  expect(checkProduct({ product: 'graphics' }, { folders: [folder] })).toMatchObject({ refusal: 'superseded' });

  rmSync(join(folder, 'trust-root'));
  expect(checkProduct({ product: 'graphics' }, { folders: [folder] })).toMatchObject({ refusal: 'untrusted-key' });
});

test('what was given back by file is not there, whatever lies in its place', async () => {
  const { folder, machine, lease } = await licensedFolder();
  const path = join(folder, 'leases', 'current.license');
  const good = readFileSync(path);
  await machine.giveBackByFile(lease.id);
  expect(checkProduct({ product: 'graphics' }, { folders: [folder] })).toMatchObject({
    verdict: 'not-licensed',
    file: null,
  });
  writeFileSync(path, good);
  expect(verdict([folder])).toBe('not-licensed');
  // Either of the two places that know of it is enough.
  for (const lost of ['machine.json', 'returns.json']) {
    const copy = freshFolder();
    cpSync(folder, copy, { recursive: true });
    rmSync(join(copy, lost));
    expect(verdict([copy])).toBe('not-licensed');
  }
});

test('a clock that was set back by days: the lease stands for the grace, if it stood before', () => {
  const now = Date.now();
  const at = (endsIn: number, clock: ClockState) => {
    const lease = testLease({ notBefore: now - 30 * day, leaseEndsAt: now + endsIn, licenseEndsAt: null });
    return judgeProduct({ product: 'graphics' }, [{ file: 'a.license', refusal: null, leases: [lease], now, clock }])
      .verdict;
  };
  const attention = { state: 'needs-attention', graceEndsAt: now + hour, reached: now + 5 * day } as const;
  expect(at(day, { state: 'behind', byMilliseconds: hour })).toBe('licensed');
  expect(at(6 * day, attention)).toBe('licensed');
  expect(at(6 * day, { ...attention, graceEndsAt: now })).toBe('clock-needs-attention');
  // It had ended by what the clock said before.
  expect(at(4 * day, attention)).toBe('clock-needs-attention');
  expect(at(-hour, attention)).toBe('ended');
});

test('a program of another person needs no access to the key; a lost record does not lock out', async () => {
  const { folder } = await licensedFolder();
  rmSync(join(folder, 'machine.key'));
  expect(verdict([folder])).toBe('licensed');
  const own = await licensedFolder();
  rmSync(join(own.folder, 'machine.json'));
  expect(verdict([own.folder])).toBe('licensed');
  chmodSync(join(own.folder, 'leases'), 0o755);
  rmSync(join(own.folder, 'machine.key'));
  expect(checkProduct({ product: 'graphics' }, { folders: [own.folder] })).toMatchObject({ refusal: 'damaged' });
});

test('of two places the better verdict counts; of equals, the machine-wide one', async () => {
  const machineWide = await licensedFolder({ leases: [] });
  const own = await licensedFolder();
  expect(checkProduct({ product: 'graphics' }, { folders: [machineWide.folder, own.folder] }).file).toContain(
    own.folder,
  );
  const nothing = checkProduct({ product: 'tracking' }, { folders: [machineWide.folder, own.folder] });
  expect(nothing.file).toContain(machineWide.folder);
});

test('the command says it in words or as JSON, and by its exit code', async () => {
  const { folder } = await licensedFolder();
  const lines: string[] = [];
  const terminal = { out: (line: string) => lines.push(line), error: (line: string) => lines.push(`! ${line}`) };
  const run = (...args: string[]) => runCheck(args, terminal, { folders: [folder] });
  expect(run('--product', 'graphics')).toBe(0);
  expect(run('--product', 'graphics', '--edition=xr', '--json')).toBe(0);
  expect(run('--product', 'tracking', '--json')).toBe(checkExit['not-licensed']);
  expect(run('--product', 'Graphics!')).toBe(2);
  expect(run('--edition', 'xr')).toBe(2);
  expect(run('--produkt', 'graphics')).toBe(2);
  expect(lines[0]).toMatch(/^graphics xr is licensed on this machine until \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/);
  expect(CheckResult.parse(JSON.parse(lines[1] ?? ''))).toMatchObject({ verdict: 'licensed' });
  expect(CheckResult.parse(JSON.parse(lines[2] ?? ''))).toMatchObject({ verdict: 'not-licensed' });
  expect(lines.slice(3).every((line) => line.startsWith('! Usage:'))).toBe(true);
});
