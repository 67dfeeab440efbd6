import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkProduct } from '#main/hosts/check/index.ts';
import { verdict } from '../support/carried-machine.ts';
import { answerToRequest, offlineLease, requestIn } from '../support/carrying.ts';
import { freshFolder, heartbeat, introduction, openMachine, saidIn } from '../support/machine.ts';
import { figure, isFull, report } from '../support/promise.ts';
import { rotatedCloud } from '../support/rotated-cloud.ts';
import { testCloud } from '../support/signed-files.ts';
import { walk, type Walked } from '../support/walk.ts';

const rounds = figure(1, 5);
const cloud = testCloud();
const damaged = (folder: string) =>
  readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('damaged'));

/** Kills a walk before each step of its writing; the small figure at every fifth, so that each kind is met. */
async function killEverywhere(
  name: Parameters<typeof walk>[1],
  prepare: () => Promise<string>,
  expectWhole: (folder: string, walked: Walked) => Promise<void>,
): Promise<{ killed: number; points: number; steps: number }> {
  const whole = walk(await prepare(), name, 0);
  expect(whole.stderr).toBe('');
  const steps = whole.last('steps');
  expect(steps).toBeGreaterThan(20);
  const points = Array.from({ length: steps }, (_, index) => index + 1).filter((point) => isFull || point % 5 === 1);
  let killed = 0;
  for (let round = 0; round < rounds; round++) {
    for (const point of points) {
      const folder = await prepare();
      const walked = walk(folder, name, point);
      expect(walked.signal).toBe('SIGKILL');
      killed++;
      await expectWhole(folder, walked);
    }
  }
  return { killed, points: points.length, steps };
}

/** What must hold in a folder that was left behind by a kill: the old state or the new, never neither. */
async function expectWholeAfterAnswers(folder: string, { said, last }: Walked) {
  const machine = await openMachine({ folder });
  const applied = last('applied');
  const { id: key } = machine.machine();
  expect(said.get('machine') ?? key).toBe(key);
  expect(machine.notices()).toEqual([]);
  const leases = machine.leases().map(({ id }) => id);
  const at = (round: number) => (round === 0 || round === 3 ? [] : [`lease-${round}`]);
  expect([at(applied), at(Math.min(applied + 1, 3))]).toContainEqual(leases);
  expect(['licensed', 'ended', 'not-licensed', 'refused']).toContain(
    checkProduct({ product: 'graphics' }, { folders: [folder] }).verdict,
  );
  expect(machine.pinned() !== null || !said.has('pinned')).toBe(true);
  await machine.pin(cloud.trustRootFile);
  const next = saidIn(await machine.openCall(heartbeat));
  expect(next.counter).toBeGreaterThan(last('counter'));
  expect([applied, applied + 1]).toContain(next.applied?.sequence ?? 0);
  expect(damaged(folder)).toEqual([]);
}

/** The same after requests, answers by file and a return: what was given out is still true. */
async function expectWholeAfterFiles(folder: string, { said, last }: Walked) {
  const isLicensed = verdict(folder) === 'licensed';
  const machine = await openMachine({ folder });
  const applied = last('applied');
  expect(machine.notices()).toEqual([]);
  expect(damaged(folder)).toEqual([]);
  const { requests, returns } = machine.offline();
  const held = machine.leases().length;
  // A request that was given out is open until its answer is here.
  expect(said.has('requested') && applied === 0 ? requests.length + held : 1).toBeGreaterThan(0);
  for (const { id } of requests)
    expect(requestIn(cloud, machine.showRequest(id) ?? { text: '' })).toMatchObject({ request: id });
  const isGivenBack = returns.length > 0;
  expect(applied > 0 || isGivenBack ? held : 0).toBe(applied > 0 && !isGivenBack ? 1 : 0);
  // Programs see the same, before anything was mended.
  expect(isLicensed).toBe(held === 1);
  expect(said.has('proof') && !isGivenBack).toBe(false);
  expect(said.has('received') && returns[0]?.receiptAt === null).toBe(false);
  const next = saidIn(await machine.openCall(heartbeat));
  expect(next.counter).toBeGreaterThan(last('counter'));
  expect([applied, applied + 1]).toContain(next.applied?.sequence ?? 0);
  // Whatever was left, the round trip can go on from it.
  const version = machine.pinned()?.version ?? 0;
  const { file } = await machine.makeRequest({ purpose: 'activate', wanted: null, ...introduction });
  const leases = [offlineLease({ id: 'lease-next' })];
  const answering = version === 1 ? cloud : rotatedCloud(cloud);
  await machine.applyCarried(answerToRequest(answering, file, { leases }));
  expect(machine.leases()).toMatchObject([{ id: 'lease-next' }]);
}

async function pinnedFolder(): Promise<string> {
  const folder = freshFolder();
  await (await openMachine({ folder })).pin(cloud.trustRootFile);
  return folder;
}

test('R7 killed before every step of writing: the old state or the new one', {
  timeout: isFull ? 1_800_000 : 300_000,
}, async () => {
  const { killed, points, steps } = await killEverywhere(
    'network',
    () => Promise.resolve(freshFolder()),
    expectWholeAfterAnswers,
  );
  report(`R7 (local store): killed ${killed} times, at ${points} of ${steps} steps: always the old state or the new`);
  expect(killed).toBeGreaterThanOrEqual(20);
});

test('R7 killed at every step of a request, of applying its answer, of renewing with newer keys, and of a return', {
  timeout: isFull ? 3_600_000 : 300_000,
}, async () => {
  const { killed, points, steps } = await killEverywhere('files', pinnedFolder, expectWholeAfterFiles);
  report(`R7 (files): killed ${killed} times, at ${points} of ${steps} steps: always the old state or the new`);
  expect(killed).toBeGreaterThanOrEqual(20);
});

test('R7 killed while it becomes another machine: the one of before or the new one', {
  timeout: isFull ? 1_800_000 : 300_000,
}, async () => {
  let before = '';
  async function prepare(): Promise<string> {
    const folder = await pinnedFolder();
    const machine = await openMachine({ folder });
    before = machine.machine().id;
    const { file } = await machine.makeRequest({ purpose: 'activate', wanted: null, ...introduction });
    await machine.applyCarried(answerToRequest(cloud, file));
    return folder;
  }
  const { killed, points, steps } = await killEverywhere('renewIdentity', prepare, async (folder, { said }) => {
    const machine = await openMachine({ folder });
    const { id } = machine.machine();
    expect(said.get('renewed') ?? id).toBe(id);
    expect(machine.notices()).toEqual([]);
    expect(damaged(folder)).toEqual([]);
    expect(machine.pinned()?.version).toBe(1);
    const call = saidIn(await machine.openCall(heartbeat));
    expect(call.counter).toBeGreaterThan(id === before ? 1 : 0);
    expect(call.applied === null || id === before).toBe(true);
  });
  report(`R7 (identity): killed ${killed} times, at ${points} of ${steps} steps`);
});
