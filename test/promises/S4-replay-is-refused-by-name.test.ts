import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLeasePlace } from '#main/adapters/lease-place.ts';
import type { MachineState } from '#main/services/ports.ts';
import { Failure } from '#shared/errors.ts';
import { hour } from '#shared/models/time.ts';
import { explain } from '#shared/text/index.ts';
import { cloud, licensed, pinned } from '../support/carried-machine.ts';
import { offlineLease, pushed } from '../support/carrying.ts';
import { openMachine } from '../support/machine.ts';
import { figure, report } from '../support/promise.ts';
import { noon, platform } from '../support/signed-files.ts';

const rounds = figure(5, 100);

interface Refused {
  code: string;
  sentence: string;
}

/** Why a machine does not take a file; null when it does. */
async function refusalOf(machine: MachineState, text: string): Promise<Refused | null> {
  try {
    await machine.applyCarried(text);
    return null;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'file-refused') throw error;
    const { details } = error as Failure<'file-refused'>;
    return { code: details.refusal.code, sentence: explain(error).sentence };
  }
}

/** The four ways to use a license again that has had its time. */
const replays: Record<string, () => Promise<Refused | null>> = {
  'after it was returned': async () => {
    const { machine, answer, again } = await licensed();
    await machine.giveBackByFile('lease-1');
    return refusalOf(await again(), answer);
  },
  'after it was renewed': async () => {
    const { machine, answer, again } = await licensed();
    await machine.applyCarried(pushed(cloud, machine.machine().id, { sequence: 2 }));
    return refusalOf(await again(), answer);
  },
  'on another machine': async () => {
    const { answer } = await licensed();
    const { machine } = await pinned();
    await machine.rename('RENDER-04');
    return refusalOf(machine, answer);
  },
  'a second time': async () => {
    const { answer, again } = await licensed();
    return refusalOf(await again(), answer);
  },
};

test(`S4 an old license in ${rounds} rounds of four ways: refused each time, by four names and four sentences`, {
  timeout: 600_000,
}, async () => {
  const seen = new Map<string, Set<string>>();
  for (let round = 0; round < rounds; round++) {
    for (const [way, replay] of Object.entries(replays)) {
      const refused = await replay();
      expect(refused).not.toBeNull();
      const said = seen.get(way) ?? new Set();
      seen.set(way, said.add(refused?.code ?? ''));
      seen.set(refused?.code ?? '', (seen.get(refused?.code ?? '') ?? new Set()).add(refused?.sentence ?? ''));
    }
  }
  const codes = Object.keys(replays).flatMap((way) => [...(seen.get(way) ?? [])]);
  expect(codes).toEqual(['already-returned', 'superseded', 'other-machine', 'already-applied']);
  expect(new Set(codes.flatMap((code) => [...(seen.get(code) ?? [])])).size).toBe(4);
  report(`S4: ${rounds * 4} replays, 0 accepted: ${codes.join(', ')}`);
});

test('S4 the same four files put into their place by hand license nothing more than before', async () => {
  const place = (folder: string) =>
    readLeasePlace(folder, platform, { wall: noon + hour, bootId: 'boot-1', uptime: 2_000_000 });
  const current = (folder: string) => join(folder, 'leases', 'current.license');

  const returned = await licensed();
  const old = readFileSync(current(returned.folder), 'utf8');
  await returned.machine.giveBackByFile('lease-1');
  writeFileSync(current(returned.folder), old);
  expect(place(returned.folder)).toMatchObject({ leases: [] });
  expect((await returned.again()).leases()).toEqual([]);

  const renewed = await licensed();
  await renewed.machine.applyCarried(
    pushed(cloud, renewed.machine.machine().id, { sequence: 2, leases: [offlineLease({ id: 'lease-2' })] }),
  );
  writeFileSync(current(renewed.folder), renewed.answer);
  expect(place(renewed.folder)).toMatchObject({ refusal: 'superseded' });

  const other = await pinned();
  writeFileSync(current(other.folder), renewed.answer);
  expect(place(other.folder)).toMatchObject({ refusal: 'other-machine' });
  expect((await openMachine({ folder: other.folder })).leases()).toEqual([]);

  const same = await licensed();
  writeFileSync(current(same.folder), same.answer);
  expect(place(same.folder)).toMatchObject({ leases: [{ id: 'lease-1' }] });
});
