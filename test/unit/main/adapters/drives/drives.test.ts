import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDrives, drivesOfEnvironment } from '#main/adapters/drives/drives.ts';
import type { Mounts } from '#main/adapters/drives/mounts.ts';
import { createPatience } from '#main/adapters/drives/patience.ts';
import type { Stick } from '#main/adapters/drives/sticks.ts';
import { freshFolder } from '../../../../support/machine.ts';
import { mayMount, mountStick } from '../../../../support/mounted.ts';
import { testCloud } from '../../../../support/signed-files.ts';
import { waitFor } from '../../../../support/wait-for.ts';

const { trustRootFile } = testCloud();
const every = 20;

/** Mounts that are as the test says, and count how often the system was asked about its disks. */
function mountsOf(...first: Stick[]) {
  const state = { sticks: first, asked: 0 };
  const mounts: Mounts = {
    fingerprint: async () => JSON.stringify(state.sticks),
    async list() {
      state.asked += 1;
      return state.sticks;
    },
  };
  return { state, mounts };
}

describe('sticks', () => {
  it('are listed with what fits on them; the disks are asked about only when something changed', async () => {
    const stick = { path: freshFolder(), label: 'TRUCK 2' };
    const { state, mounts } = mountsOf(stick);
    const drives = createDrives({ mounts, folders: [] });
    const [one] = await drives.list();
    expect(one).toEqual({ id: stick.path, label: 'TRUCK 2', freeBytes: expect.any(Number), isWritable: true });
    expect(one?.freeBytes).toBeGreaterThan(0);
    await drives.list();
    expect(state.asked).toBe(1);
    state.sticks = [];
    expect(await drives.list()).toEqual([]);
    expect(state.asked).toBe(2);
  });

  it('are told of when they come, when files come, and when they go', async () => {
    const stick = { path: freshFolder(), label: 'TRUCK 2' };
    const { state, mounts } = mountsOf();
    const drives = createDrives({ mounts, folders: [], every });
    const told = vi.fn();
    const stop = drives.watch(told);
    await sleep(5 * every);
    expect(told).not.toHaveBeenCalled();
    state.sticks = [stick];
    await waitFor(() => expect(told).toHaveBeenCalledTimes(1));
    // Whole at once: otherwise it may be seen while it is still empty, and then again.
    const written = join(freshFolder(), 'a.license');
    writeFileSync(written, trustRootFile);
    renameSync(written, join(stick.path, 'a.license'));
    await waitFor(() => expect(told).toHaveBeenCalledTimes(2));
    state.sticks = [];
    await waitFor(() => expect(told).toHaveBeenCalledTimes(3));
    await sleep(5 * every);
    expect(told).toHaveBeenCalledTimes(3);
    stop();
    state.sticks = [stick];
    await sleep(5 * every);
    expect(told).toHaveBeenCalledTimes(3);
  });

  it('are read and written only where one is', async () => {
    const stick = { path: freshFolder(), label: 'TRUCK 2' };
    const elsewhere = freshFolder();
    const drives = createDrives({ mounts: mountsOf(stick).mounts, folders: [] });
    expect(await drives.save(stick.path, [{ name: 'a.license', text: trustRootFile }])).toEqual(['a.license']);
    expect((await drives.read(stick.path)).files).toMatchObject([{ name: 'a.license' }]);
    for (const place of [elsewhere, join(stick.path, '..'), '/', '', `${stick.path}/`]) {
      const gone = { code: 'drive-gone', details: { drive: place } };
      await expect(drives.read(place)).rejects.toMatchObject(gone);
      await expect(drives.save(place, [{ name: 'a.license', text: 'x' }])).rejects.toMatchObject(gone);
    }
  });
});

describe('folders that count as sticks', () => {
  it('are named as in PATH', () => {
    expect(drivesOfEnvironment({ GREENROOM_DRIVES: ['/a b', '/c', ''].join(delimiter) })).toEqual(['/a b', '/c']);
    expect(drivesOfEnvironment({})).toEqual([]);
  });
  it('come and go as they are there', async () => {
    const folder = join(freshFolder(), 'share');
    const drives = createDrives({ mounts: mountsOf().mounts, folders: [folder] });
    expect(await drives.list()).toEqual([]);
    mkdirSync(folder);
    expect(await drives.list()).toMatchObject([{ id: folder, label: 'share' }]);
    rmSync(folder, { recursive: true });
    expect(await drives.list()).toEqual([]);
  });
});

it('a drive that hangs is asked once, and holds up nobody', async () => {
  const patience = createPatience(30);
  let asked = 0;
  const hangs = () => {
    asked += 1;
    return new Promise<never>(() => undefined);
  };
  await expect(patience('share', hangs)).rejects.toThrow('no answer');
  await expect(patience('share', hangs)).rejects.toThrow('still waiting');
  expect(asked).toBe(1);
  expect(await patience('stick', async () => 'here')).toBe('here');
});

it('two who look at the same drive at once both get an answer, one after the other', async () => {
  const patience = createPatience(1_000);
  let atOnce = 0;
  const look = async () => {
    atOnce += 1;
    expect(atOnce).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    atOnce -= 1;
    return 'here';
  };
  const fails = async () => {
    throw new Error('pulled');
  };
  const looks = [patience('stick', look), patience('stick', look), patience('stick', fails), patience('stick', look)];
  expect((await Promise.allSettled(looks)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});

it('a system that cannot say what it has, has nothing', async () => {
  const broken: Mounts = {
    fingerprint: () => Promise.reject(new Error('no /proc')),
    list: () => Promise.reject(new Error('no lsblk')),
  };
  expect(await createDrives({ mounts: broken, folders: [] }).list()).toEqual([]);
});

it('this system can be asked', async () => {
  const stop = createDrives().watch(() => undefined);
  onTestFinished(stop);
  expect(await createDrives({ folders: [] }).list()).toEqual(expect.any(Array));
});

it.skipIf(!mayMount)('a write-protected stick says so', async () => {
  const { folder, protect } = mountStick();
  protect();
  const [drive] = await createDrives({ mounts: mountsOf().mounts, folders: [folder] }).list();
  expect(drive).toMatchObject({ isWritable: false });
});
