import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { block, createIntake, requestOf } from '../../../support/fake-intake.ts';
import { createFakeTerminal } from '../../../support/fake-terminal.ts';
import { freshFolder } from '../../../support/machine.ts';
import { mayMount, mountStick } from '../../../support/mounted.ts';
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
const names = () => readdirSync(folder).toSorted();

describe('trouble', () => {
  it('a file with nothing in it, cut, or too large is a row like the others', async () => {
    put('empty.txt', '');
    put('cut.txt', requestOf('A').split('\n').slice(0, -3).join('\n'));
    put('large.txt', block('LICENSE REQUEST', 'x'.repeat(40_000)));
    put('b.txt', requestOf('B'));
    const paths = ['empty', 'cut', 'large', 'b'].map((name) => join(folder, `${name}.txt`)).join(' ');
    const { exit, out } = await intake(paths);
    expect(exit).toBe(4);
    expect(out).toMatch(/empty\.txt\).*No Greenroom file\n/);
    expect(out).toMatch(/large\.txt\).*Damaged\n/);
    expect(out).toMatch(/B .*Issued\n/);
  });

  it('the cloud goes away in the middle: what was answered is written and reported', async () => {
    put('farm.txt', ...Array.from({ length: 60 }, (_, at) => requestOf(`NODE-${at}`)));
    const issue = cloud.answers['offline.issue'];
    cloud.answers['offline.issue'] = (input) => {
      if (cloud.issued.length === 1) throw new Failure('cloud-unreachable', { url: 'https://cloud.example' });
      return issue(input);
    };
    const { exit, out, error } = await intake(folder);
    expect(exit).toBe(5);
    expect(out).toContain('50 licenses, 0 refused.');
    expect(error).toContain('cannot be reached');
    expect(names()).toHaveLength(51);
    const asJson = await intake(`${folder} --json`);
    expect(asJson.exit).toBe(5);
    expect(JSON.parse(asJson.out)).toMatchObject({ error: { code: 'cloud-unreachable' } });
  });

  it('Ctrl C stops between two batches, and loses nothing', async () => {
    put('farm.txt', ...Array.from({ length: 60 }, (_, at) => requestOf(`NODE-${at}`)));
    const interrupt = new AbortController();
    const terminal = { ...createFakeTerminal(), interrupted: interrupt.signal };
    const issue = cloud.answers['offline.issue'];
    cloud.answers['offline.issue'] = (input) => {
      interrupt.abort();
      return issue(input);
    };
    const { exit, out } = await intake(folder, terminal);
    expect(exit).toBe(130);
    expect(out).toContain('Stopped.');
    expect(names()).toHaveLength(51);
  });

  it.skipIf(!mayMount)('a full stick: the rest is answered, and asked again it is the same', async () => {
    const { folder: stick } = mountStick('64k');
    writeFileSync(join(stick, 'film'), Buffer.alloc(48_000));
    put('a.txt', requestOf('A'), requestOf('B'));
    const big = cloud.answers['offline.issue'];
    cloud.answers['offline.issue'] = (input) =>
      big(input).map((row) => ({ ...row, file: row.file && { ...row.file, text: 'x'.repeat(9_000) } }));
    const { exit, out, error } = await intake(`${folder} --to ${stick}`);
    expect(exit).toBe(6);
    expect(out).toContain('2 licenses, 0 refused.');
    expect(error).toContain('1 answer could not be written: The disk is full;');
    expect(error).toContain('takes no second seat');
    expect(readdirSync(stick).every((name) => !name.endsWith('.tmp'))).toBe(true);
  });

  it.skipIf(!mayMount)(
    'a stick that is pulled in the middle: said, and nothing is written to the disk beneath',
    async () => {
      const { folder: stick, pull } = mountStick();
      put('farm.txt', ...Array.from({ length: 60 }, (_, at) => requestOf(`NODE-${at}`)));
      const issue = cloud.answers['offline.issue'];
      cloud.answers['offline.issue'] = (input) => {
        if (cloud.issued.length === 1) pull();
        return issue(input);
      };
      const { exit, out, error } = await intake(`${folder} --to ${stick}/`);
      expect(exit).toBe(6);
      expect(out).toContain('60 licenses, 0 refused.');
      expect(out).toContain(`50 answers in ${stick}/.`);
      expect(error).toContain('is no longer there. Put the stick in again.');
      expect(readdirSync(stick)).toEqual([]);
    },
  );

  it('what cannot be read in a folder is named beside the rest', async () => {
    put('a.txt', requestOf('A'));
    put('huge.txt', '');
    truncateSync(join(folder, 'huge.txt'), 2 * 1024 ** 3);
    const { exit, out } = await intake(folder);
    expect(exit).toBe(0);
    expect(out).toContain(`${join(folder, 'huge.txt')}: it is larger than 256 MB`);
  });
});
