import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkProduct } from '#main/hosts/check/index.ts';
import { day, hour } from '#shared/models/time.ts';
import { answerToRequest, offlineLease, proofIn } from '../support/carrying.ts';
import { realClock } from '../support/licensed-folder.ts';
import { freshFolder, heartbeat, introduction, openMachine, saidIn } from '../support/machine.ts';
import { figure, isFull, report } from '../support/promise.ts';
import { testCloud, testLease } from '../support/signed-files.ts';
import { walk } from '../support/walk.ts';

const rounds = figure(1, 10);
const cloud = testCloud();

/** A machine with leases that came by file, on the real clocks; `lease-1` is the one that is given back. */
async function licensedFolder(others: number): Promise<string> {
  const folder = freshFolder();
  const machine = await openMachine({ folder, clock: realClock });
  await machine.pin(cloud.trustRootFile);
  const { file } = await machine.makeRequest({ purpose: 'activate', wanted: null, ...introduction });
  const now = Date.now();
  const ends = { notBefore: now - hour, leaseEndsAt: now + 10 * day, licenseEndsAt: null };
  const tracking = { ...testLease().license, product: { id: 'tracking', name: 'Tracking' } };
  const leases = [
    offlineLease(ends),
    ...Array.from({ length: others }, () => offlineLease({ ...ends, id: 'lease-2', license: tracking })),
  ];
  await machine.applyCarried(answerToRequest(cloud, file, { leases, issuedAt: now, importBy: now + 30 * day }));
  return folder;
}

const isUsable = (folder: string, product = 'graphics') =>
  checkProduct({ product }, { folders: [folder] }).verdict === 'licensed';

/** Whether a signed proof is anywhere: given out, in a file, or half written in a temporary one. */
function isProven(folder: string, given: string | undefined): boolean {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
  return given !== undefined || files.some((path) => readFileSync(path, 'latin1').includes('RETURN PROOF'));
}

test.each([
  ['the only lease', 0],
  ['one of two leases', 1],
])(
  'S7 killed at every step of giving back %s: never usable and proven',
  { timeout: 1_800_000 },
  async (what, others) => {
    const whole = walk(await licensedFolder(others), 'return', 0);
    expect(whole.stderr).toBe('');
    const steps = whole.last('steps');
    expect(steps).toBeGreaterThanOrEqual(20);
    // Every step of one return; of the other, in the small figure, every fourth.
    const all = Array.from({ length: steps }, (_, at) => at + 1);
    const points = all.filter((at) => isFull || others === 0 || at % 4 === 1);
    const counts = { usable: 0, proven: 0, neither: 0 };
    for (let round = 0; round < rounds; round++) {
      for (const point of points) {
        const folder = await licensedFolder(others);
        const { signal, said } = walk(folder, 'return', point);
        expect(signal).toBe('SIGKILL');
        const [usable, proven] = [isUsable(folder), isProven(folder, said.get('proof'))];
        expect(usable && proven, `usable and proven, killed before step ${point}`).toBe(false);
        counts[usable ? 'usable' : proven ? 'proven' : 'neither']++;

        // The next start agrees, and asking again goes on from there: the proof, and nothing to use.
        const machine = await openMachine({ folder, clock: realClock });
        const held = machine.leases().some(({ id }) => id === 'lease-1');
        expect(held && isProven(folder, said.get('proof'))).toBe(false);
        const call = saidIn(await machine.openCall(heartbeat));
        const file = await machine.giveBackByFile('lease-1');
        expect(isUsable(folder)).toBe(false);
        expect(isUsable(folder, 'tracking')).toBe(others > 0);
        const given = said.get('proof');
        expect(given ? Buffer.from(given, 'base64').toString() : file.text).toBe(file.text);
        expect(proofIn(cloud, file).counter).not.toBe(call.counter);
        expect(machine.notices()).toEqual([]);
      }
    }
    const { usable, proven, neither } = counts;
    report(
      `S7 (${what}): killed ${points.length * rounds} times at ${points.length} points: ${usable} still usable, ${proven} proven, ` +
        `${neither} void and not proven yet, 0 usable and proven`,
    );
    expect(usable).toBeGreaterThan(0);
    expect(proven).toBeGreaterThan(0);
  },
);
