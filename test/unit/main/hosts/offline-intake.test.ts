import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { block, createIntake, requestOf } from '../../../support/fake-intake.ts';
import { createFakeTerminal } from '../../../support/fake-terminal.ts';
import { freshFolder } from '../../../support/machine.ts';
import { typed } from '../../../support/typed.ts';

let folder: string;
let cloud: ReturnType<typeof createIntake>;
beforeEach(() => {
  folder = freshFolder();
  cloud = createIntake();
});
const put = (name: string, ...texts: string[]) => writeFileSync(join(folder, name), texts.join('\n'));
const intake = (rest: string, terminal = createFakeTerminal()) =>
  typed(`offline intake ${rest}`, cloud.answers, terminal);
const names = (...path: string[]) => readdirSync(join(folder, ...path)).toSorted();

describe('F3: an intake', () => {
  it('answers everything in a folder, each beside its request, with one report', async () => {
    mkdirSync(join(folder, 'truck'));
    put('a.license-request', requestOf('RENDER-01'));
    put('proof.txt', block('RETURN PROOF', 'RENDER-02'));
    put(join('truck', 'bundle.txt'), requestOf('RENDER-03'), requestOf('RENDER-04'), block('LICENSE APPLIED', 'OB-1'));
    const { exit, out } = await intake(folder);
    expect(exit).toBe(0);
    expect(names()).toEqual([
      'RENDER-01-2027-01-01.license',
      'RENDER-02-2027-01-01.license',
      'a.license-request',
      'proof.txt',
      'truck',
    ]);
    expect(names('truck')).toEqual(['RENDER-03-2027-01-01.license', 'RENDER-04-2027-01-01.license', 'bundle.txt']);
    expect(readFileSync(join(folder, 'RENDER-01-2027-01-01.license'), 'utf8')).toBe('answer to RENDER-01\n');
    expect(out).toMatch(/RENDER-01\s+Ingrid Aas\s+Graphics XR\s+31 Jan 2027\s+● Issued\n/);
    expect(out).toMatch(/RENDER-02.*Receipt written\n/);
    expect(out).toMatch(/OB-1.*Noted\n/);
    expect(out).toContain('3 licenses, 1 receipt, 1 acknowledgement, 0 refused.');
    expect(out).toContain('4 answers beside the requests, in 2 folders.');
    expect(cloud.examined).toEqual([]);
  });

  it('sends 50 at a time, says how far it is, and gives the same choice with each', async () => {
    put('farm.txt', ...Array.from({ length: 120 }, (_, at) => requestOf(`NODE-${at}`)));
    const terminal = createFakeTerminal();
    const { exit } = await intake(`${folder} --license L-2 --days until-end --person P-5 --to ${folder}`, terminal);
    expect(exit).toBe(0);
    expect(cloud.issued.map(({ items }) => items.length)).toEqual([50, 50, 20]);
    for (const { organization, items } of cloud.issued) {
      expect(organization).toBe('O-1');
      for (const item of items) expect(item).toMatchObject({ license: 'L-2', days: null, person: 'P-5' });
    }
    expect(terminal.progressed()).toEqual(expect.arrayContaining(['Answering 50 of 120 …', null]));
    expect(names()).toHaveLength(121);
  });

  it('says why some were refused, once for each reason, and leaves with the code of a partial failure', async () => {
    put('a.txt', requestOf('RENDER-01'), requestOf('FULL-1'), requestOf('FULL-2'), requestOf('OTHER-1'));
    const { exit, out } = await intake(folder);
    expect(exit).toBe(4);
    expect(out).toMatch(/FULL-1.*■ No free seat\n/);
    expect(out).toMatch(/2 × All 6 seats of Graphics XR are in use\. Release/);
    expect(out).toMatch(/1 × This file belongs to another cloud/);
    expect(out).toContain('1 license, 3 refused.');
    expect(names()).toEqual(['RENDER-01-2027-01-01.license', 'a.txt']);
  });

  it('fits 80 columns', async () => {
    put('a.txt', requestOf('RENDER-01'), requestOf('OB-1-LEVEL-2-RENDER-17'));
    const terminal = { ...createFakeTerminal(), width: 80 };
    const { out } = await intake(folder, terminal);
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('leaves the answers of the last trip aside, and counts what is there twice once', async () => {
    put('a.txt', requestOf('RENDER-01'));
    put('copy of a.txt', `\uFEFF${requestOf('RENDER-01').replaceAll('\n', '\r\n')}`);
    put('old.license', block('LICENSE', 'x'), block('RETURN RECEIPT', 'y'), block('TRUST ROOT', 'z'));
    const { exit, out } = await intake(folder);
    expect(exit).toBe(0);
    expect(cloud.issued[0]?.items).toHaveLength(1);
    expect(out).toContain('3 files that this computer has no answer to');
    expect(out).toContain('1 file found twice, counted once.');
  });

  it('repeated, it writes the same answers and nothing else', async () => {
    put('a.txt', requestOf('AGAIN-1'));
    await intake(folder);
    const { out, exit } = await intake(folder);
    expect(exit).toBe(0);
    expect(out).toContain('Answered before');
    expect(names()).toEqual(['AGAIN-1-2027-01-01.license', 'a.txt']);
  });

  it('through a pipe, the answers go to standard output and the report does not', async () => {
    const { exit, out, error } = await intake('-', createFakeTerminal({ stdin: requestOf('A') + requestOf('B') }));
    expect({ exit, out }).toEqual({ exit: 0, out: 'answer to A\n\nanswer to B\n' });
    expect(error).toContain('2 licenses, 0 refused.');
  });

  it('makes one file of all answers', async () => {
    put('a.txt', requestOf('A'), requestOf('B'));
    await intake(`${folder} --bundle --to ${join(folder, 'all.license')}`);
    expect(names()).toEqual(['a.txt', 'all.license']);
    expect(readFileSync(join(folder, 'all.license'), 'utf8')).toBe('answer to A\n\nanswer to B\n');
  });

  it('only says what would happen', async () => {
    put('a.txt', requestOf('A'), requestOf('FULL-1'));
    const { exit, out } = await intake(`${folder} --dry-run`);
    expect(exit).toBe(4);
    expect(out).toMatch(/A .*Ready\n/);
    expect(out).toContain('1 file to be answered, 1 refused. Nothing was changed.');
    expect(cloud.issued).toEqual([]);
    expect(names()).toEqual(['a.txt']);
  });

  it('answers in JSON, with where each came from and went to', async () => {
    put('a.txt', requestOf('A'), requestOf('FULL-1'));
    const { exit, out } = await intake(`${folder} --json`);
    expect(exit).toBe(4);
    expect(JSON.parse(out)).toMatchObject({
      organization: 'O-1',
      rows: [
        { source: join(folder, 'a.txt'), saved: join(folder, 'A-2027-01-01.license'), verdict: { code: 'ready' } },
        { saved: null, verdict: { code: 'refused' } },
      ],
      counts: { issued: 1, receipts: 0, noted: 0, failed: 1 },
    });
  });
});

describe('F3: choices', () => {
  it('a product stands for its licenses: who has a seat keeps it, the others take what is free', async () => {
    put('a.txt', requestOf('AGAIN-1'), requestOf('A'), requestOf('B'), block('RETURN PROOF', 'C'));
    await intake(`${folder} --product graphics --edition xr`);
    expect(cloud.issued[0]?.items.map((item) => item.license)).toEqual([undefined, 'L-1', 'L-1', 'L-2']);
  });
  it('a person may be named by address', async () => {
    put('a.txt', requestOf('A'));
    await intake(`${folder} --person kari@NORTHLIGHT.example`);
    expect(cloud.issued[0]?.items[0]?.person).toBe('P-7');
    const nobody = await intake(`${folder} --person nobody@northlight.example`);
    expect(nobody).toMatchObject({ exit: 2, error: expect.stringContaining('--person: nobody with the address') });
  });
  it.each([
    ['--edition xr', '--edition'],
    ['--license L-1 --product graphics', '--license'],
    ['--product keyer', '--product'],
    ['--days 90', '--days'],
  ])('%s is no choice', async (flags, named) => {
    put('a.txt', requestOf('A'));
    expect(await intake(`${folder} ${flags}`)).toMatchObject({ exit: 2, error: expect.stringContaining(named) });
    expect(cloud.issued).toEqual([]);
  });
  it('an organization one does not belong to is not found', async () => {
    put('a.txt', requestOf('A'));
    expect((await intake(`${folder} --organization O-2`)).exit).toBe(4);
  });
});
