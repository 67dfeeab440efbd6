import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkProduct } from '#main/hosts/check/index.ts';
import { freshFolder, heartbeat, openMachine, saidIn } from '../support/machine.ts';
import { figure, isFull, report } from '../support/promise.ts';
import { testCloud } from '../support/signed-files.ts';

const script = new URL('../support/dying-process.ts', import.meta.url).pathname;
const rounds = figure(1, 5);

/** Runs the walk until it kills itself before a step of its writing; 0: never. */
function walk(folder: string, dieAt: number) {
  const { signal, stdout, stderr, status } = spawnSync(process.execPath, [script], {
    env: { ...process.env, GREENROOM_STATE: folder, GREENROOM_DIE_AT: String(dieAt) },
    encoding: 'utf8',
  });
  const said = new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string | undefined]),
  );
  return { signal, status, stderr, said, last: (word: string) => Number(said.get(word) ?? 0) };
}

/** What must hold in a folder that was left behind by a kill: the old state or the new, never neither. */
async function expectWhole(folder: string, { said, last }: ReturnType<typeof walk>) {
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
  await machine.pin(testCloud().trustRootFile);
  const next = saidIn(await machine.openCall(heartbeat));
  expect(next.counter).toBeGreaterThan(last('counter'));
  expect([applied, applied + 1]).toContain(next.applied?.sequence ?? 0);
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
}

test('R7 killed before every step of writing: the old state or the new one', {
  timeout: isFull ? 1_800_000 : 120_000,
}, async () => {
  const whole = walk(freshFolder(), 0);
  expect(whole.stderr).toBe('');
  const steps = whole.last('steps');
  expect(steps).toBeGreaterThan(20);
  // The full figure kills at every step, several times; the small one at every fifth, so that each kind is met.
  const points = Array.from({ length: steps }, (_, index) => index + 1).filter((point) => isFull || point % 5 === 1);
  let killed = 0;
  for (let round = 0; round < rounds; round++) {
    for (const point of points) {
      const folder = freshFolder();
      const walked = walk(folder, point);
      expect(walked.signal).toBe('SIGKILL');
      killed++;
      await expectWhole(folder, walked);
    }
  }
  report(
    `R7 (local store): killed ${killed} times, at ${points.length} of ${steps} steps: always the old state or the new`,
  );
  expect(killed).toBeGreaterThanOrEqual(20);
});
