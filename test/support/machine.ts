import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMachineState, type MachineStateOptions } from '#main/adapters/machine-state/machine-state.ts';
import type { OpenCall } from '#main/services/ports.ts';
import { keyIdOf } from '#shared/files/keys.ts';
import { MachineCallPayload } from '#shared/files/machine-call.ts';
import type { LicensePayload } from '#shared/files/license.ts';
import { seal } from '#shared/files/seal.ts';
import { noon, platform, testLicense, type TestCloud } from './signed-files.ts';

/** Clocks that go only when told. */
export function standingClock(wall = noon) {
  const hands = { wall, uptime: 1_000_000, boot: 'boot-1' };
  return {
    hands,
    now: () => hands.wall,
    monotonic: () => hands.uptime,
    bootId: () => hands.boot,
    pass(milliseconds: number) {
      hands.wall += milliseconds;
      hands.uptime += milliseconds;
    },
    /** Off for a while, then on again. */
    restart(milliseconds: number) {
      hands.wall += milliseconds;
      hands.uptime = 10_000;
      hands.boot = `boot-${hands.wall}`;
    },
  };
}

export const freshFolder = () => mkdtempSync(join(tmpdir(), 'greenroom-test-'));

export const openMachine = (options: Partial<MachineStateOptions> & Pick<MachineStateOptions, 'folder'>) =>
  createMachineState({
    platform,
    clock: standingClock(),
    random: { bytes: (length) => randomBytes(length) },
    system: 'linux',
    defaultName: 'RENDER-03',
    ...options,
  });

/** What a machine says about itself. */
export const introduction = { evidence: {}, isVirtual: false, appVersion: '0.1.0' } as const;
export const heartbeat = { purpose: 'heartbeat', ...introduction } as const;

/** What a call says, unchecked. */
export function saidIn(call: OpenCall): MachineCallPayload {
  const { payload } = JSON.parse(call.text) as { payload: string };
  return MachineCallPayload.parse(JSON.parse(Buffer.from(payload, 'base64').toString()));
}

/** The cloud's answer to a call. */
export function answerTo(cloud: TestCloud, call: OpenCall, change: Partial<LicensePayload> = {}): string {
  const said = saidIn(call);
  const license = testLicense(cloud.lease, {
    cloud: said.cloud,
    machine: keyIdOf(platform, said.machine.publicKey) ?? '',
    machineName: said.machine.name,
    sequence: (said.applied?.sequence ?? 0) + 1,
    answers: said.nonce,
    ...change,
  });
  return seal(platform, 'license', license, [cloud.lease]);
}
