import type { CompanionClient } from '../../../renderer/api/api.ts';
import { Failure } from '#shared/errors.ts';
import type { CarriedFile, OpenRequest } from '#shared/models/offline.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { day } from '#shared/models/time.ts';
import { carriedText, readCarried } from './carried.ts';
import { here, ingrid, leaseOn } from './data.ts';
import { fingerprint, inspect } from './inspect.ts';
import { heldFrom, type Watched } from './world.ts';

/** What this machine does with files, and the sticks in it, in memory. */
export function fakeOffline(world: Watched): Pick<CompanionClient, 'offline' | 'drive'> {
  const { offline } = world.status;
  const dateOf = () => new Date(world.status.now).toISOString().slice(0, 10);
  const requestFile = (purpose: OpenRequest['purpose']): CarriedFile => ({
    name: `${here.name}-${dateOf()}.license-request`,
    text: carriedText({ kind: 'license-request', machine: here.name, purpose, license: 'L-xr', days: 30 }),
  });
  const heldLease = (id: string) => {
    const held = world.status.leases.find((lease) => lease.id === id);
    if (!held) throw new Failure('no-lease-here', {});
    return held;
  };
  const change = (id: string, to: Partial<HeldLease>) => {
    world.status.leases = world.status.leases.map((lease) => (lease.id === id ? { ...lease, ...to } : lease));
    world.changed(['license']);
  };
  const driveOf = (id: string) => {
    const drive = world.status.drives.find((candidate) => candidate.id === id);
    if (!drive) throw new Failure('drive-gone', { drive: id });
    return drive;
  };
  const noteOffline = (to: Partial<typeof offline>) => {
    world.status.offline = { ...world.status.offline, ...to };
    world.changed(['license']);
  };
  return {
    offline: {
      trust: async ({ fingerprint: given }) => {
        if (given !== fingerprint) throw new Failure('fingerprint-differs', { given, found: fingerprint });
        world.status.cloud = { ...world.status.cloud, name: 'Northlight Studios', fingerprint };
        world.changed(['cloud']);
        return { name: 'Northlight Studios', fingerprint };
      },
      request: async ({ purpose = 'activate', product, edition }) => {
        if (world.status.cloud.fingerprint === null) throw new Failure('no-cloud-yet', {});
        const id = `R-${world.status.offline.requests.length + 1}`;
        const { now } = world.status;
        const wanted = product ? { product, edition: edition ?? null } : null;
        noteOffline({
          requests: [...world.status.offline.requests, { id, purpose, wanted, madeAt: now, useBy: now + 30 * day }],
        });
        return { request: id, file: requestFile(purpose) };
      },
      showRequest: async ({ request }) => {
        const open = world.status.offline.requests.find(({ id }) => id === request);
        if (!open) throw new Failure('not-found', {});
        return { request, file: requestFile(open.purpose) };
      },
      dropRequest: async ({ request }) => {
        noteOffline({ requests: world.status.offline.requests.filter(({ id }) => id !== request) });
        return {};
      },
      apply: async ({ text }) => {
        if (world.refusing) throw world.refusing;
        const own = readCarried(text).find((carried) => carried?.kind === 'license' && carried.machine === here.name);
        if (!own) {
          const found = readCarried(text)[0];
          const refusal = found
            ? ({ code: 'other-machine', found: found.machine, here: here.name } as const)
            : ({ code: 'not-a-greenroom-file' } as const);
          throw new Failure('file-refused', { refusal });
        }
        const row = world.rows[0]!;
        const until = world.status.now + 30 * day;
        const held: HeldLease = { ...heldFrom(row, world.status.now), mode: 'offline', leaseEndsAt: until };
        world.status.leases = [held];
        noteOffline({ requests: [], acknowledgement: { sequence: 4, appliedAt: world.status.now } });
        return {
          leases: [held],
          sequence: 4,
          receipts: [],
          trustRoot: null,
          acknowledgement: {
            name: `${here.name}-${dateOf()}.license-applied`,
            text: carriedText({ kind: 'license-applied', machine: here.name }),
          },
        };
      },
      acknowledge: async () => ({
        file: {
          name: `${here.name}-${dateOf()}.license-applied`,
          text: carriedText({ kind: 'license-applied', machine: here.name }),
        },
      }),
      return: async ({ lease }) => {
        const before = world.status.offline.returns.find((known) => known.lease === lease);
        if (!before) {
          const held = heldLease(lease);
          world.status.leases = world.status.leases.filter(({ id }) => id !== lease);
          noteOffline({
            returns: [
              ...world.status.offline.returns,
              {
                lease,
                license: `${held.product.name} ${held.edition.name}`,
                organization: held.organization.name,
                returnedAt: world.status.now,
                receiptAt: null,
              },
            ],
          });
        }
        return {
          file: {
            name: `${here.name}-${dateOf()}.return-proof`,
            text: carriedText({ kind: 'return-proof', machine: here.name, license: 'L-xr' }),
          },
        };
      },
      use: async ({ license, days }) => {
        if (world.failing) throw world.failing;
        const row = world.rows.find(({ id }) => id === license);
        if (!row) throw new Failure('not-found', {});
        const ends = row.endsAt ?? Number.POSITIVE_INFINITY;
        const leaseEndsAt = days === null ? ends : Math.min(ends, world.status.now + days * day);
        const held: HeldLease = { ...heldFrom(row, world.status.now), mode: 'offline', leaseEndsAt };
        row.leases = [
          ...row.leases.filter(({ id }) => id !== held.id),
          leaseOn(here.name, ingrid, row.id, { id: held.id, mode: 'offline', leaseEndsAt, releasable: 'no' }),
        ];
        world.status.leases = [...world.status.leases.filter(({ id }) => id !== held.id), held];
        world.changed(['license']);
        return held;
      },
      switchToOnline: async ({ lease }) => {
        if (world.failing) throw world.failing;
        change(lease, { mode: 'online', leaseEndsAt: world.status.now + day });
        return heldLease(lease);
      },
      inspect: async ({ text }) => inspect(world, text, false),
    },
    drive: {
      list: async () => world.status.drives,
      read: async ({ drive, files }) => {
        driveOf(drive);
        return (world.onSticks[drive] ?? []).filter(({ name }) => !files || files.includes(name));
      },
      save: async ({ drive, files }) => {
        driveOf(drive);
        if (world.saving) throw world.saving;
        world.onSticks[drive] = [...(world.onSticks[drive] ?? []), ...files];
        return { saved: files.map(({ name }) => name) };
      },
    },
  };
}
