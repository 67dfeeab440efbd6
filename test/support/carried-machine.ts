import { readLeasePlace } from '#main/adapters/lease-place.ts';
import { judgeProduct } from '#shared/files/product-check.ts';
import { hour } from '#shared/models/time.ts';
import { answerToRequest, offlineLease } from './carrying.ts';
import { freshFolder, introduction, openMachine, standingClock } from './machine.ts';
import { noon, platform, testCloud } from './signed-files.ts';

/** The cloud of these machines. */
export const cloud = testCloud();
export const activate = { purpose: 'activate', wanted: null, ...introduction } as const;

/** A machine that knows its cloud, and nothing else. */
export async function pinned(folder = freshFolder(), clock = standingClock()) {
  const machine = await openMachine({ folder, clock });
  await machine.pin(cloud.trustRootFile);
  return { folder, clock, machine, again: () => openMachine({ folder, clock }) };
}

/** A machine that got a license by file. */
export async function licensed(leases = [offlineLease()]) {
  const around = await pinned();
  const { file } = await around.machine.makeRequest(activate);
  const answer = answerToRequest(cloud, file, { leases });
  await around.machine.applyCarried(answer);
  return { ...around, request: file, answer };
}

/** What a licensed program is told in this folder. */
export const verdict = (folder: string) =>
  judgeProduct({ product: 'graphics' }, [
    readLeasePlace(folder, platform, { wall: noon + hour, bootId: 'boot-1', uptime: 2_000_000 }),
  ]).verdict;
/** The failure of carried text that was refused for this reason. */
export const refused = (code: string) => ({ code: 'file-refused', details: { refusal: { code } } });
