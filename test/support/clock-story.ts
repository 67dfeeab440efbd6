import { readLeasePlace } from '#main/adapters/lease-place.ts';
import type { MachineState } from '#main/services/ports.ts';
import { judgeProduct } from '#shared/files/product-check.ts';
import type { ClockReading } from '#shared/files/time.ts';
import type { CheckResult } from '#shared/models/check.ts';
import { day, hour, minute } from '#shared/models/time.ts';
import { answerToRequest, offlineLease } from './carrying.ts';
import { memoryFolder } from './companion.ts';
import { introduction, openMachine } from './machine.ts';
import { noon, platform, testCloud } from './signed-files.ts';

/** Milliseconds between two marks, as housekeeping makes them. */
const kept = 5 * minute;

/** A machine without a network, a lease of some days, and a clock that is not always right. */
export async function clockStory({ days = 10, graceHours = 0, every = kept } = {}) {
  const folder = memoryFolder();
  const cloud = testCloud();
  /** `wrong`: how far the wall clock is from the truth. */
  const hands = { truth: noon, uptime: hour, boot: 1, wrong: 0 };
  const wall = () => Math.max(0, hands.truth + hands.wrong);
  const clock = { now: wall, monotonic: () => hands.uptime, bootId: () => `boot-${hands.boot}` };
  const reading = (): ClockReading => ({ wall: wall(), uptime: hands.uptime, bootId: `boot-${hands.boot}` });

  let machine: MachineState = await openMachine({ folder, clock });
  await machine.pin(cloud.trustRootFile);
  const request = await machine.makeRequest({ purpose: 'activate', wanted: null, ...introduction });
  const leases = [offlineLease({ leaseEndsAt: noon + days * day, graceHours })];
  await machine.applyCarried(answerToRequest(cloud, request.file, { leases }));

  function verdict(): CheckResult['verdict'] {
    return judgeProduct({ product: 'graphics' }, [readLeasePlace(folder, platform, reading())]).verdict;
  }
  const since = () => hands.truth - noon;
  /** When it was licensed last, from the moment the lease was signed, and for how long in all it ran so. */
  const seen = { lastLicensed: 0, ranLicensed: 0 };

  const story = {
    hands,
    seen,
    verdict,
    machine: () => machine,
    /** True time since the lease was signed. */
    since,
    async run(length: number) {
      for (let left = length; left > 0; left -= every) {
        const step = Math.min(every, left);
        hands.truth += step;
        hands.uptime += step;
        await machine.keepTime();
        if (verdict() !== 'licensed') continue;
        seen.lastLicensed = since();
        seen.ranLicensed += step;
      }
    },
    /** Sleeps, with nobody to take note of it. */
    suspend(length: number) {
      hands.truth += length;
      hands.uptime += length;
    },
    /** Switched off for so long, then on again. */
    async off(length: number) {
      hands.truth += length;
      hands.uptime = 20_000;
      hands.boot += 1;
      machine = await openMachine({ folder, clock });
    },
    /** Another license comes, signed now. */
    async carry(leaseEndsAt: number) {
      const next = await machine.makeRequest({ purpose: 'renew', wanted: null, ...introduction });
      const again = [offlineLease({ leaseEndsAt, graceHours })];
      await machine.applyCarried(
        answerToRequest(cloud, next.file, { leases: again, issuedAt: hands.truth, importBy: hands.truth + 30 * day }),
      );
    },
  };
  return story;
}

export type ClockStory = Awaited<ReturnType<typeof clockStory>>;
