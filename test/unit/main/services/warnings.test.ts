import { describe, expect, it } from 'vitest';
import { createChanges } from '#main/services/changes.ts';
import { createNotices } from '#main/services/notices.ts';
import type { Clock, CompanionPorts, MachineState, Notifier, Random, Warned } from '#main/services/ports.ts';
import { createWarnings } from '#main/services/warnings.ts';
import type { HeldLease, Notice } from '#shared/models/status.ts';
import { day, hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';

const lease = (change: Partial<HeldLease> = {}): HeldLease => ({
  id: 'S-1',
  organization: { id: 'O-1', name: 'Northlight Studios' },
  timeZone: 'Europe/Oslo',
  license: 'L-1',
  product: { id: 'graphics', name: 'Graphics' },
  edition: { id: 'xr', name: 'XR' },
  services: [],
  person: 'Ingrid Aas',
  mode: 'offline',
  leaseEndsAt: noon + 60 * day,
  licenseEndsAt: noon + 400 * day,
  unassignGraceEndsAt: null,
  graceEndsAt: noon + 63 * day,
  standing: 'valid',
  ...change,
});

/** What stays on disk over a restart, and a companion that is started on it again and again. */
function machine(...leases: HeldLease[]) {
  const disk = { now: noon, leases, warned: [] as readonly Warned[], notices: [] as Notice[], isFull: false };
  const messages: { title: string; body: string }[] = [];
  const keep = async (task: () => void) => {
    if (disk.isFull) throw new Error('disk full');
    task();
  };
  const machineState = {
    now: () => disk.now,
    leases: () => disk.leases,
    warnDays: () => [30, 14, 7, 3, 1],
    warned: () => disk.warned,
    keepWarned: (warned: readonly Warned[]) => keep(() => (disk.warned = warned)),
    notices: () => disk.notices,
    keepNotices: (notices: Notice[]) => keep(() => (disk.notices = notices)),
  } as Partial<MachineState> as MachineState;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const notifier: Notifier = { show: (message) => void messages.push(message) };
  function start() {
    const ports = {
      machineState,
      notifier,
      log,
      clock: { now: () => disk.now } as Partial<Clock> as Clock,
      random: { bytes: () => crypto.getRandomValues(new Uint8Array(8)) } as Partial<Random> as Random,
    };
    const notices = createNotices(ports as Partial<CompanionPorts> as CompanionPorts, createChanges());
    const look = createWarnings(ports, notices);
    return {
      notices,
      async at(moment: number) {
        disk.now = moment;
        await look();
        return notices
          .list()
          .map((notice) => (notice.kind === 'ends-soon' ? `${notice.what} ${notice.days}` : notice.kind));
      },
    };
  }
  return { disk, messages, start };
}

const end = noon + 60 * day;

describe('L10: an offline lease comes to its end', () => {
  it('is said at each of the days, the newest in place of the one before, once each', async () => {
    const { messages, start } = machine(lease());
    const { at } = start();
    expect(await at(noon)).toEqual([]);
    expect(await at(end - 30 * day - 1)).toEqual([]);
    for (const days of [30, 14, 7, 3, 1]) {
      expect(await at(end - days * day)).toEqual([`offline-lease ${days}`]);
      expect(await at(end - days * day + hour)).toEqual([`offline-lease ${days}`]);
    }
    expect(messages.map(({ title }) => title)).toEqual([
      'Graphics XR: 30 days left',
      'Graphics XR: 14 days left',
      'Graphics XR: 7 days left',
      'Graphics XR: 3 days left',
      'Graphics XR: one day left',
    ]);
    expect(messages[0]?.body).toContain('Europe/Oslo');
    expect(messages[0]?.body).toContain('Renew it on the page Offline');
    expect(await at(end)).toEqual([]);
  });

  it('is said once where several days have gone by unseen', async () => {
    const { messages, start } = machine(lease());
    const { at } = start();
    expect(await at(end - 2 * day)).toEqual(['offline-lease 3']);
    expect(messages).toHaveLength(1);
  });

  it('is not said again after a restart, nor when it was dismissed', async () => {
    const { messages, start } = machine(lease());
    const first = start();
    await first.at(end - 14 * day);
    expect(await start().at(end - 14 * day + hour)).toEqual(['offline-lease 14']);
    const second = start();
    const [notice] = second.notices.list();
    await second.notices.dismiss(notice?.id ?? '');
    expect(await second.at(end - 13 * day)).toEqual([]);
    expect(await start().at(end - 12 * day)).toEqual([]);
    expect(messages).toHaveLength(1);
    expect(await start().at(end - 7 * day)).toEqual(['offline-lease 7']);
    expect(messages).toHaveLength(2);
  });

  it('is taken back when it was renewed or given back, and said anew for the new end', async () => {
    const { disk, messages, start } = machine(lease());
    const { at } = start();
    await at(end - 7 * day);
    disk.leases = [lease({ leaseEndsAt: end + 30 * day })];
    expect(await at(end - 7 * day + hour)).toEqual([]);
    expect(await at(end)).toEqual(['offline-lease 30']);
    disk.leases = [];
    expect(await at(end + hour)).toEqual([]);
    expect(messages).toHaveLength(2);
  });

  it('is said, and said once, where the disk is full', async () => {
    const { disk, messages, start } = machine(lease());
    const { at } = start();
    disk.isFull = true;
    expect(await at(end - 3 * day)).toEqual(['offline-lease 3']);
    expect(await at(end - 3 * day + hour)).toEqual(['offline-lease 3']);
    expect(messages).toHaveLength(1);
  });
});

describe('L10: what else ends', () => {
  it('an online lease renews itself: only the end of its license is said', async () => {
    const online = lease({ mode: 'online', leaseEndsAt: noon + day, licenseEndsAt: noon + 10 * day });
    expect(await machine(online).start().at(noon)).toEqual(['license 14']);
  });
  it('both ends are said where both are close, one where they are the same', async () => {
    const both = lease({ leaseEndsAt: noon + 6 * day, licenseEndsAt: noon + 12 * day });
    expect(await machine(both).start().at(noon)).toEqual(['offline-lease 7', 'license 14']);
    const one = lease({ leaseEndsAt: noon + 6 * day, licenseEndsAt: noon + 6 * day });
    expect(await machine(one).start().at(noon)).toEqual(['license 7']);
  });
  it('a lease that no longer holds is no matter for a warning', async () => {
    for (const standing of ['ended', 'lease-grace'] as const)
      expect(
        await machine(lease({ standing, licenseEndsAt: noon + day }))
          .start()
          .at(noon),
      ).toEqual([]);
  });
  it('a license without an end never does', async () => {
    expect(
      await machine(lease({ licenseEndsAt: null }))
        .start()
        .at(noon),
    ).toEqual([]);
  });
});
