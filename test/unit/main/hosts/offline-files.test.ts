import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '#main/hosts/cli/run.ts';
import { Failure } from '#shared/errors.ts';
import type { InspectedFile } from '#shared/models/offline.ts';
import { createFakeTerminal } from '../../../support/fake-terminal.ts';
import { freshFolder } from '../../../support/machine.ts';
import { heldLease, typed } from '../../../support/typed.ts';
import { fixedSigner, platform, testCloud, testLicense } from '../../../support/signed-files.ts';
import { seal } from '#shared/files/seal.ts';

const cloud = testCloud();
const licenseFile = seal(platform, 'license', testLicense(fixedSigner('RENDER-03')), [cloud.lease]);
const file = { name: 'RENDER-03-2027-01-01.license-request', text: 'the signed request\n' };

let folder: string;
beforeEach(() => {
  folder = freshFolder();
});
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('offline request', () => {
  const asked = vi.fn((_input: unknown) => ({ request: 'ab'.repeat(16), file }));
  const answers = { 'offline.request': asked, 'machine.show': () => ({ name: 'RENDER-03' }) };
  afterEach(() => asked.mockClear());

  it('writes the request into a folder under a safe name, never over another file', async () => {
    const { exit, out } = await typed(`offline request --product graphics --days 30 --to ${folder}`, answers);
    expect(exit).toBe(0);
    expect(asked.mock.calls[0]?.[0]).toEqual({ product: 'graphics', days: 30, purpose: 'activate' });
    expect(read(file.name)).toBe(file.text);
    expect(out).toContain(`The request of RENDER-03 is in ${join(folder, file.name)}.`);
    expect(out).toContain('carry the answer back');
    writeFileSync(join(folder, file.name), 'an older one');
    await typed(`offline request --to ${folder}`, answers);
    expect(readdirSync(folder)).toEqual(['RENDER-03-2027-01-01-2.license-request', file.name]);
  });
  it('writes it into the file that is named, or to standard output', async () => {
    await typed(`offline request --to ${join(folder, 'mine.txt')}`, answers);
    expect(read('mine.txt')).toBe(file.text);
    expect(await typed('offline request --to -', answers)).toMatchObject({ exit: 0, out: file.text, error: '' });
  });
  it('knows until the end, and what is no length of time', async () => {
    await typed(`offline request --days until-end --to -`, answers);
    expect(asked.mock.calls[0]?.[0]).toMatchObject({ days: null });
    for (const days of ['61', '0', 'week', '-1'])
      expect(await typed(`offline request --days=${days} --to -`, answers)).toMatchObject({
        exit: 2,
        error: expect.stringContaining('--days: a number from 1 to 60, or until-end'),
      });
  });
  it('answers in the shape of the contract with --json, and writes only where it is told to', async () => {
    const { out } = await typed('offline request --json', answers);
    expect(JSON.parse(out)).toEqual({ request: 'ab'.repeat(16), file, saved: null });
    const saved = await typed(`offline request --json --to ${folder}`, answers);
    expect(JSON.parse(saved.out)).toMatchObject({ saved: join(folder, file.name) });
  });
  it('says where it could not be written', async () => {
    expect(await typed(`offline request --to ${join(folder, 'no', 'where.txt')}`, answers)).toMatchObject({
      exit: 6,
      error: expect.stringContaining('cannot be written'),
    });
    expect((await typed(`offline request --to ${join(folder, 'gone')}/`, answers)).error).toContain('no longer there');
  });
});

describe('offline apply', () => {
  const result = {
    leases: [heldLease()],
    sequence: 7,
    receipts: [],
    trustRoot: null,
    acknowledgement: { name: 'RENDER-03-2027-01-02.license-applied', text: 'applied\n' },
  };
  const asked = vi.fn((_input: unknown) => result as unknown);
  const answers = { 'offline.apply': asked };
  afterEach(() => asked.mockClear());

  it('reads files, folders and what comes through a pipe', async () => {
    mkdirSync(join(folder, 'answers'));
    writeFileSync(join(folder, 'answers', 'a.license'), licenseFile);
    writeFileSync(join(folder, 'b.txt'), `> ${cloud.trustRootFile.replaceAll('\n', '\n> ')}`);
    const terminal = createFakeTerminal({ stdin: licenseFile });
    const line = `offline apply ${join(folder, 'answers')} ${join(folder, 'b.txt')} - --to ${folder}`;
    const { exit, out } = await typed(line, answers, terminal);
    expect(exit).toBe(0);
    const [text] = asked.mock.calls.map(([input]) => (input as { text: string }).text);
    expect(text?.match(/BEGIN GREENROOM LICENSE/g)).toHaveLength(2);
    expect(text?.match(/^-----BEGIN GREENROOM TRUST ROOT/gm)).toHaveLength(1);
    expect(out).toContain('License file number 7 is in use on this machine.');
    expect(out).toContain('Graphics XR');
    expect(read(result.acknowledgement.name)).toBe('applied\n');
  });
  it('without a place, looks on the sticks for what is for this machine', async () => {
    const drives = [
      {
        id: '/media/a',
        files: [
          { name: 'mine.license', isForThisMachine: true },
          { name: 'other.license', isForThisMachine: false },
        ],
      },
      { id: '/media/b', files: [] },
    ];
    const readDrive = vi.fn((_input: unknown) => [{ name: 'mine.license', text: licenseFile }]);
    const withStick = { ...answers, 'drive.list': () => drives, 'drive.read': readDrive };
    expect((await typed('offline apply', withStick)).exit).toBe(0);
    expect(readDrive.mock.calls.map(([input]) => input)).toEqual([{ drive: '/media/a', files: ['mine.license'] }]);
    expect(await typed('offline apply', { ...answers, 'drive.list': () => [] })).toMatchObject({
      exit: 2,
      error: expect.stringContaining('no stick with a file for this machine is here'),
    });
  });
  it('says receipts, and why a file is refused', async () => {
    const receipt = { lease: 'S-1', license: 'Graphics XR', organization: 'N', returnedAt: 1, receiptAt: 2 };
    const both = { ...result, leases: null, sequence: null, receipts: [receipt], acknowledgement: null };
    expect((await typed('offline apply -', { 'offline.apply': () => both })).out).toBe(
      'The cloud has freed the seat of Graphics XR.\n',
    );
    const refused = () => {
      throw new Failure('file-refused', {
        refusal: { code: 'other-machine', found: 'RENDER-04', here: 'RENDER-03' },
      });
    };
    expect(await typed('offline apply -', { 'offline.apply': refused })).toMatchObject({
      exit: 4,
      error: expect.stringContaining('is for RENDER-04; this machine is RENDER-03.\n'),
    });
  });
  it('names a file that is not there or cannot be used', async () => {
    expect(await typed(`offline apply ${join(folder, 'gone')}`, answers)).toMatchObject({
      exit: 6,
      error: expect.stringContaining('it is not there'),
    });
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('offline return', () => {
  const proof = { name: 'RENDER-03-2027-01-02.return-proof', text: 'proof\n' };
  const asked = vi.fn((_input: unknown) => ({ file: proof }));
  const answersOf = (leases: object[], returns: object[] = []) => ({
    'offline.return': asked,
    'license.held': () => leases,
    'status.show': () => ({ offline: { returns } }),
  });
  afterEach(() => asked.mockClear());

  it('gives the only lease back', async () => {
    const ended = { ...heldLease(), id: 'S-0', standing: 'ended' };
    const { out } = await typed(`offline return --to ${folder}`, answersOf([heldLease(), ended]));
    expect(asked.mock.calls[0]?.[0]).toEqual({ lease: 'S-1' });
    expect(read(proof.name)).toBe('proof\n');
    expect(out).toContain('gone from this machine');
  });
  it('asks which one where there are several, and says so where there is none', async () => {
    const several = await typed('offline return --to -', answersOf([heldLease(), { ...heldLease(), id: 'S-2' }]));
    expect(several).toMatchObject({ exit: 2, error: expect.stringContaining('--lease: this machine holds several') });
    expect(several.error).toContain('S-1, S-2');
    expect((await typed('offline return --to -', answersOf([]))).exit).toBe(4);
    expect(asked).not.toHaveBeenCalled();
  });
  it('writes the proof again that has not come home yet', async () => {
    const returns = [
      { lease: 'S-7', receiptAt: 5 },
      { lease: 'S-8', receiptAt: null },
    ];
    expect(await typed('offline return --to -', answersOf([], returns))).toMatchObject({ exit: 0, out: 'proof\n' });
    expect(asked.mock.calls[0]?.[0]).toEqual({ lease: 'S-8' });
  });
  it('writes the acknowledgement once more', async () => {
    const answers = { 'offline.acknowledge': () => ({ file: { name: 'a.license-applied', text: 'applied\n' } }) };
    expect((await typed('offline acknowledge --to -', answers)).out).toBe('applied\n');
    expect(JSON.parse((await typed('offline acknowledge --json', answers)).out)).toMatchObject({ saved: null });
  });
});

describe('offline trust', () => {
  const root = { kind: 'trust-root', about: { cloud: 'Northlight', fingerprint: 'apple-bread cloud-dance' } };
  const asked = vi.fn((_input: unknown) => ({ name: 'Northlight', fingerprint: 'apple-bread cloud-dance' }));
  const answers = { 'offline.trust': asked, 'offline.inspect': () => [root as InspectedFile] };

  it('first shows the words to compare, and trusts nothing', async () => {
    writeFileSync(join(folder, 'x.trust-root'), cloud.trustRootFile);
    const { exit, out } = await typed(`offline trust ${join(folder, 'x.trust-root')}`, answers);
    expect(exit).toBe(2);
    expect(out).toContain('\n  apple-bread cloud-dance\n');
    expect(out).toContain(`--fingerprint "apple-bread cloud-dance"`);
    expect(asked).not.toHaveBeenCalled();
  });
  it('then trusts, with the words', async () => {
    const terminal = createFakeTerminal({ stdin: cloud.trustRootFile });
    const { exit, out } = await typed('offline trust - --fingerprint apple', answers, terminal);
    expect({ exit, out }).toEqual({
      exit: 0,
      out: 'This machine trusts Northlight from now on.\nNext: greenroom offline request\n',
    });
    expect(asked.mock.calls[0]?.[0]).toEqual({ text: cloud.trustRootFile, fingerprint: 'apple' });
  });
  it('says what else it is', async () => {
    const other = { kind: 'license', about: null };
    const refused = await typed('offline trust -', { 'offline.inspect': () => [other as InspectedFile] });
    expect(refused).toMatchObject({ exit: 4, error: expect.stringContaining('This is the answer with the license') });
  });
});

describe('inspect', () => {
  beforeEach(() => vi.stubEnv('GREENROOM_STATE', join(folder, 'state')));
  afterEach(() => vi.unstubAllEnvs());
  const nobody = () => Promise.reject(new Error('no owner is needed'));
  async function inspect(line: string, stdin = '') {
    const terminal = createFakeTerminal({ stdin });
    const exit = await runCommandLine(line.split(' '), terminal, nobody);
    return { exit, out: terminal.said(), error: terminal.complained() };
  }

  it('needs no owner, no sign-in, no state folder, and makes none', async () => {
    writeFileSync(join(folder, 'a.license'), licenseFile);
    const { exit, out } = await inspect(`inspect ${join(folder, 'a.license')}`);
    expect(exit).toBe(0);
    expect(out).toContain('License file');
    expect(out).toContain('RENDER-03');
    expect(out).toContain('Graphics XR, Northlight Studios');
    expect(readdirSync(folder)).toEqual(['a.license']);
  });
  it('says the same as an operation of the contract with --json, with where each was', async () => {
    const { out } = await inspect('offline inspect - --json', cloud.trustRootFile + licenseFile);
    expect(JSON.parse(out)).toMatchObject([
      { source: '-', kind: 'trust-root', next: 'compare-fingerprint' },
      { source: '-', kind: 'license' },
    ]);
  });
  it('answers anything', async () => {
    writeFileSync(join(folder, 'empty'), '');
    writeFileSync(join(folder, 'notes'), 'buy milk');
    for (const name of ['empty', 'notes'])
      expect((await inspect(`inspect ${join(folder, name)}`)).out).toContain('There is no Greenroom file in this.');
    expect((await inspect(`inspect ${folder}`)).out).toBe('There is no Greenroom file here.\n');
    expect((await inspect('inspect')).exit).toBe(2);
    expect((await inspect('inspect /nowhere')).exit).toBe(6);
  });
});
