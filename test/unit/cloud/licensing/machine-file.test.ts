import { describe, expect, it } from 'vitest';
import { licenseKeyOf } from '#cloud/keys/license-key.ts';
import { machineFileDocument } from '#cloud/rules/machine-file.ts';
import { day, hour } from '#shared/models/time.ts';
import { readMachineFile } from '../../../support/read-machine-file.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { changeLease, takeOffline } from '../warnings/ends.ts';
import { pick, studio } from './studio.ts';

forEachEngine((engine) => {
  describe('a lease as a machine file', () => {
    it('is for its person and for Managers, not for others', async () => {
      const { cloud, license, owner, manager, editor, member } = await studio(engine);
      const lease = await takeOffline(cloud, { license, by: editor, endsAt: noon + 30 * day });
      const files = await Promise.all(
        [editor, manager, owner].map((person) => cloud.as(person).lease.exportMachineFile({ lease })),
      );
      expect(new Set(files.map(({ licenseKey }) => licenseKey)).size).toBe(1);
      // Each is encrypted anew: the same IV is never used twice.
      expect(new Set(files.map(({ file }) => file.text)).size).toBe(3);
      await expect(cloud.as(member).lease.exportMachineFile({ lease })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(cloud.as().lease.exportMachineFile({ lease })).rejects.toMatchObject({ code: 'not-signed-in' });
      const deeds = await cloud.store.db.selectFrom('audit').select(['action', 'person_id']).execute();
      expect(deeds.filter(({ action }) => action === 'lease.exportMachineFile')).toHaveLength(3);
    });

    it('ends when the first of lease, license and unassign grace does', async () => {
      const { cloud, organization, editor, owner } = await studio(engine);
      const license = await cloud.addLicense(organization, { endsAt: noon + 10 * day });
      const lease = await takeOffline(cloud, { license, by: editor, endsAt: noon + 30 * day });
      const expiry = async () => {
        const { file, ...keys } = await cloud.as(owner).lease.exportMachineFile({ lease });
        return Date.parse(readMachineFile(file.text, { ...keys, now: noon }).meta.expiry);
      };
      expect(await expiry()).toBe(noon + 10 * day);
      await changeLease(cloud, lease, { ends_at: noon + 5 * day });
      expect(await expiry()).toBe(noon + 5 * day);
      await changeLease(cloud, lease, { unassign_grace_ends_at: noon + 12 * hour });
      expect(await expiry()).toBe(noon + 12 * hour);
    });

    it('is not written of a lease that is over, of a revoked license, or for a barred machine', async () => {
      const { cloud, license, editor, owner } = await studio(engine);
      const machine = cloud.machine();
      const lease = (await pick(cloud, editor, machine, license)).leases[0]?.id ?? '';
      const failure = () =>
        cloud
          .as(owner)
          .lease.exportMachineFile({ lease })
          .then(
            () => 'written',
            ({ code }: { code: string }) => code,
          );
      expect(await failure()).toBe('written');
      const { db } = cloud.store;
      await db.updateTable('machine').set({ barred_at: noon }).where('id', '=', machine.id).execute();
      expect(await failure()).toBe('machine-barred');
      await db.updateTable('machine').set({ barred_at: null }).where('id', '=', machine.id).execute();
      cloud.clock.time = noon + 25 * hour;
      expect(await failure()).toBe('not-found');
      cloud.clock.time = noon;
      await cloud.asVendor().vendor.license.end({ license });
      expect(await failure()).toBe('not-found');
    });
  });
});

it('L11: a limit of a service is part of its code, and what is not included is not there', () => {
  const service = (name: string, value: string) => ({ name, value });
  const services = [
    service('Output', 'yes'),
    service('Tracking', 'Set-up only'),
    service('Keyer', 'no'),
    service('4K / UHD (beta)', 'yes'),
    service('Größe', 'yes'),
  ];
  const document = machineFileDocument(
    {
      id: 'S-1',
      mode: 'offline',
      person: null,
      startedAt: noon,
      endsAt: noon + day,
      machine: { id: '0123456789abcdef', name: 'RENDER-03', platform: 'linux', firstSeenAt: noon, lastSeenAt: noon },
      organization: 'Northlight Studios',
      license: {
        id: 'L-1',
        seats: 1,
        startsAt: noon,
        endsAt: null,
        product: { id: 'graphics', name: 'Graphics' },
        edition: { id: 'xr', name: 'XR', services },
      },
    },
    'KEY',
    noon,
  );
  const codes = (document as { included: { id: string }[] }).included.map(({ id }) => id);
  expect(codes).toEqual(['L-1', 'OUTPUT', 'TRACKING_SET_UP_ONLY', '4K_UHD_BETA', 'GRÖSSE']);
  expect(document).toMatchObject({ included: [{ attributes: { expiry: null } }, {}, {}, {}, {}] });
});

it('L11: a license key is the same each time, another for each license and each cloud', () => {
  const keys = ['L-1', 'L-2'].flatMap((license) =>
    ['a', 'b'].map((secret) => licenseKeyOf(secret.repeat(40), license)),
  );
  expect(new Set(keys).size).toBe(4);
  expect(licenseKeyOf('a'.repeat(40), 'L-1')).toBe(keys[0]);
});
