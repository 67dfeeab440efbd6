import { Buffer } from 'node:buffer';
import { bootId, millisecondsSinceBoot } from '#main/adapters/boot.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import { day, hour } from '#shared/models/time.ts';
import { answerTo, freshFolder, heartbeat, openMachine } from './machine.ts';
import { testCloud, testLease } from './signed-files.ts';

export const realClock = { now: Date.now, monotonic: millisecondsSinceBoot, bootId };

/** A real state folder on the real clocks, as it is after a pick. */
export async function licensedFolder(change: Partial<LicensePayload> = {}) {
  const cloud = testCloud();
  const folder = freshFolder();
  const machine = await openMachine({ folder, clock: realClock });
  await machine.pin(cloud.trustRootFile);
  const now = Date.now();
  const lease = testLease({ notBefore: now - hour, leaseEndsAt: now + day, licenseEndsAt: now + 30 * day });
  const call = await machine.openCall(heartbeat);
  await machine.applyAnswer(
    call,
    answerTo(cloud, call, { issuedAt: now, importBy: now + hour, leases: [lease], ...change }),
  );
  return { folder, cloud, machine, lease, now };
}

/** The text inside a block. */
export function envelopeIn(file: string): string {
  const body = /-----BEGIN GREENROOM [A-Z ]+-----\n([\s\S]+)\n-----END/.exec(file)?.[1] ?? '';
  return Buffer.from(body.replaceAll('\n', ''), 'base64').toString();
}
