import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createORPCClient } from '@orpc/client';
import { createDirectLink } from '#main/forwarding.ts';
import { runCommandLine } from '#main/hosts/cli/run.ts';
import type { CompanionClient } from '#main/owner.ts';
import { day } from '#shared/models/time.ts';
import { answerToRequest, offlineLease, pushed } from '../../../support/carrying.ts';
import { createTestCompanion, type TestCompanion } from '../../../support/companion.ts';
import { createFakeTerminal } from '../../../support/fake-terminal.ts';
import { freshFolder } from '../../../support/machine.ts';
import { mayMount, mountStick } from '../../../support/mounted.ts';
import { noon, tamper, testCloud } from '../../../support/signed-files.ts';

const cloud = testCloud();
const stranger = testCloud('Fjord Cloud');

let machine: TestCompanion;
let stick: string;
beforeEach(async () => {
  machine = await createTestCompanion();
  stick = freshFolder();
  await machine.ports.machineState.pin(cloud.trustRootFile);
});

/** A command line on this machine, with its real services and its real state. */
async function run(line: string, stdin = '') {
  const { router } = machine.companion;
  const link = createDirectLink(router);
  const client = createORPCClient<CompanionClient>(link);
  const terminal = createFakeTerminal({ stdin });
  const attach = async () => ({ role: () => 'owner' as const, router, client, link, stop: async () => {} });
  const exit = await runCommandLine(line.split(' '), terminal, attach);
  return { exit, out: terminal.said(), error: terminal.complained() };
}
const put = (name: string, text: string) => {
  writeFileSync(join(stick, name), text);
  return join(stick, name);
};
async function request() {
  const { exit, out } = await run(`offline request --product graphics --to -`);
  expect(exit).toBe(0);
  return { text: out };
}
/** Everything this machine keeps, file by file. */
const kept = (folder = machine.folder): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
const held = async () => (await machine.client.companion.license.held({})).map(({ id }) => id);

/** A sentence and a next step, and nothing has changed. */
async function expectRefused(place: string, sentence: RegExp, exit = 4) {
  const before = kept();
  const ran = await run(`offline apply ${place}`);
  expect(ran).toMatchObject({ exit, out: '' });
  const [said = '', next = '', ...more] = ran.error.trimEnd().split('\n');
  expect(said).toMatch(sentence);
  expect(next).toMatch(/^[A-Z].*\.$/);
  expect(more).toEqual([]);
  expect(kept()).toEqual(before);
}

describe('a license that cannot be used says why, and the right one still works', () => {
  it('the wrong stick: of another cloud', async () => {
    const asked = await request();
    const path = put('a.license', pushed(stranger, machine.ports.machineState.machine().id));
    await expectRefused(path, /other cloud|another cloud|not signed by Northlight/i);
    await run(`offline apply ${put('b.license', answerToRequest(cloud, asked))}`);
    expect(await held()).toEqual(['lease-1']);
  });

  it('the wrong stick: nothing of Greenroom on it', async () => {
    put('film.txt', 'take one');
    await expectRefused(stick, /There is no Greenroom file in this/);
  });

  it('the wrong machine', async () => {
    const other = await createTestCompanion();
    await other.ports.machineState.pin(cloud.trustRootFile);
    await other.ports.machineState.rename('RENDER-04');
    const path = put('a.license', pushed(cloud, other.ports.machineState.machine().id, { machineName: 'RENDER-04' }));
    await expectRefused(path, /for RENDER-04.*RENDER-03/);
  });

  it('the answer to somebody else’s request', async () => {
    const other = await createTestCompanion();
    await other.ports.machineState.pin(cloud.trustRootFile);
    const { file } = await other.client.companion.offline.request({});
    await request();
    await expectRefused(
      put('a.license', answerToRequest(cloud, file)),
      /for another machine that is called RENDER-03 too/,
    );
  });

  it('the request in place of the answer', async () => {
    const { text } = await request();
    await expectRefused(put('a.license-request', text), /This is the request; you need the answer/);
  });

  it('the same answer twice', async () => {
    const path = put('a.license', answerToRequest(cloud, await request()));
    expect((await run(`offline apply ${path}`)).exit).toBe(0);
    await expectRefused(path, /uses this file already \(number 1\)/);
    expect(await held()).toEqual(['lease-1']);
  });

  it('an old answer, after a newer one', async () => {
    const asked = await request();
    const old = put('old.license', answerToRequest(cloud, asked, { sequence: 3 }));
    const newer = put('new.license', answerToRequest(cloud, asked, { sequence: 4 }));
    expect((await run(`offline apply ${newer}`)).exit).toBe(0);
    await expectRefused(old, /older \(number 3\) than the one.*\(number 4\)/);
    // In one folder the newest is found by itself.
    await expectRefused(stick, /number 4|number 3/);
  });

  it('an answer that came too late', async () => {
    const path = put('a.license', answerToRequest(cloud, await request()));
    await machine.clock.advance(31 * day);
    await expectRefused(path, /had to be opened by/);
  });

  it('a file that was cut, changed, or is empty', async () => {
    const answer = answerToRequest(cloud, await request());
    await expectRefused(put('cut.license', answer.slice(0, answer.length / 2)), /damaged/);
    await expectRefused(put('changed.license', tamper(answer)), /damaged|not genuine/);
    await expectRefused(put('empty.license', ''), /There is no Greenroom file in this/);
    expect((await run(`offline apply ${put('good.license', answer)}`)).exit).toBe(0);
  });

  it('a file of 2 GB, and one that is no file', async () => {
    const huge = put('huge.license', '');
    truncateSync(huge, 2 * 1024 ** 3);
    await expectRefused(huge, /larger than 256 MB/, 6);
    await expectRefused(join(stick, 'gone.license'), /it is not there/, 6);
    execFileSync('mkfifo', [join(stick, 'pipe')]);
    await expectRefused(join(stick, 'pipe'), /no ordinary file/, 6);
  });

  it('the rest of a folder is used, whatever lies beside it', async () => {
    const asked = await request();
    put('a-cut.license', answerToRequest(cloud, asked).slice(0, 600));
    put('b-other.license', pushed(stranger, machine.ports.machineState.machine().id));
    put('c-good.license', answerToRequest(cloud, asked));
    const huge = put('d-huge.license', '');
    truncateSync(huge, 2 * 1024 ** 3);
    const { exit, error } = await run(`offline apply ${stick}`);
    expect(exit).toBe(0);
    expect(error).toContain('d-huge.license: it is larger than 256 MB');
    expect(await held()).toEqual(['lease-1']);
  });

  it('a license that was given back', async () => {
    const path = put('a.license', answerToRequest(cloud, await request()));
    await run(`offline apply ${path}`);
    await run(`offline return --to ${stick}`);
    await expectRefused(path, /was given back on this machine/);
    expect(await held()).toEqual([]);
  });
});

describe('a clock that is wrong by years', () => {
  it('behind: a machine whose battery is dead is licensed all the same, by the time that was signed', async () => {
    const path = put('a.license', answerToRequest(cloud, await request(), { issuedAt: noon + 60_000 }));
    machine.clock.hands.wall = Date.UTC(1970, 0, 2);
    expect((await run(`offline apply ${path}`)).exit).toBe(0);
    expect(await machine.client.companion.license.held({})).toMatchObject([{ id: 'lease-1', standing: 'valid' }]);
    machine.clock.hands.wall = noon + 120_000;
    expect(await held()).toEqual(['lease-1']);
  });

  it('ahead: said with both moments, and nothing is poisoned', async () => {
    const path = put('a.license', answerToRequest(cloud, await request()));
    machine.clock.hands.wall = noon + 20 * 365 * day;
    await expectRefused(path, /signed on 2027-01-01.*the clock of this machine says 2046/);
    machine.clock.hands.wall = noon + 60_000;
    expect((await run(`offline apply ${path}`)).exit).toBe(0);
    expect(await held()).toEqual(['lease-1']);
  });
});

describe('a place that cannot be written', () => {
  const licensed = async () => {
    const answer = answerToRequest(cloud, await request(), { leases: [offlineLease()] });
    await run(`offline apply ${put('a.license', answer)}`);
  };

  it.skipIf(!mayMount)('a full stick: the lease is given back, and its proof can be written again', async () => {
    await licensed();
    const { folder } = mountStick('64k');
    writeFileSync(join(folder, 'film'), Buffer.alloc(65_536));
    const full = await run(`offline return --to ${folder}`);
    expect(full.exit).toBe(6);
    expect(full.error).toMatch(/The disk is full;.*\nMake some room and try again\./);
    expect(readdirSync(folder)).toEqual(['film']);
    expect(await held()).toEqual([]);
    const again = await run(`offline return --to ${stick}`);
    expect(again.exit).toBe(0);
    expect(readdirSync(stick).filter((name) => name.endsWith('.return-proof'))).toHaveLength(1);
  });

  it.skipIf(!mayMount)('a write-protected stick', async () => {
    const { folder, protect } = mountStick();
    protect();
    const { exit, error } = await run(`offline request --to ${folder}`);
    expect(exit).toBe(6);
    expect(error).toMatch(/cannot be written\.\nThe stick may be write-protected\./);
    // The request itself was made, and waits: it can be written elsewhere.
    const [open] = (await machine.client.companion.status.show({})).offline.requests;
    const again = await run(`offline show-request --request ${open?.id} --json`);
    expect(JSON.parse(again.out)).toMatchObject({ file: { text: expect.stringContaining('BEGIN GREENROOM') } });
  });

  it('a stick that is gone', async () => {
    const { exit, error } = await run(`offline request --to ${join(stick, 'gone')}/`);
    expect(exit).toBe(6);
    expect(error).toMatch(/is no longer there\.\nPut the stick in again\./);
  });
});

const mayBeNobody = process.platform === 'linux' && process.getuid?.() === 0;
it.skipIf(!mayBeNobody)('a folder without rights, for somebody who is not root', () => {
  const locked = join(stick, 'locked');
  mkdirSync(locked);
  writeFileSync(join(locked, 'a.license'), cloud.trustRootFile);
  chmodSync(locked, 0o700);
  chmodSync(stick, 0o755);
  const program = new URL('../../../../main/hosts/cli/main.ts', import.meta.url).pathname;
  const state = freshFolder();
  chmodSync(state, 0o777);
  const env = { ...process.env, HOME: state, GREENROOM_STATE: join(state, 's'), GREENROOM_CONFIG: join(state, 'c') };
  const ran = (...args: string[]) => {
    try {
      return execFileSync(process.execPath, [program, ...args], {
        uid: 65_534,
        gid: 65_534,
        env,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string };
      return `${status} ${stderr}`;
    }
  };
  expect(ran('inspect', join(locked, 'a.license'))).toMatch(/^6 .*this person may not read it\.\nCopy it again/);
  expect(ran('inspect', locked)).toContain('There is no Greenroom file here.');
  expect(readdirSync(state)).toEqual([]);
});
