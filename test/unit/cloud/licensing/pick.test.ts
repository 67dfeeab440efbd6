import { expect, it } from 'vitest';
import { day, hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { licensingCloud } from '../../../support/licensing-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from './studio.ts';

forEachEngine((engine) => {
  it('L3: gives a machine a signed lease, renewed by heartbeats, freed when given back', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine('OB-1-RENDER-03');
    const [lease] = (await pick(cloud, editor, machine, license)).leases;
    expect(lease).toMatchObject({
      organization: { name: 'Northlight Studios' },
      license: { id: license, product: { id: 'graphics' }, edition: { name: 'XR' } },
      person: { name: editor.name },
      mode: 'online',
      leaseEndsAt: noon + 24 * hour,
      licenseEndsAt: null,
      graceHours: 0,
    });

    cloud.clock.time += hour;
    expect((await beat(cloud, machine)).leases).toMatchObject([{ id: lease?.id, leaseEndsAt: noon + 25 * hour }]);

    const back = await cloud.as().lease.giveBack({ call: machine.call({ purpose: 'return', lease: lease?.id ?? '' }) });
    expect(machine.apply(back.file)).toMatchObject({ leases: [], notices: [] });
    expect((await cloud.as(editor).license.show({ license })).leases).toEqual([]);
  });

  it('L3: asked again, gives the same lease; the very same call gets the same bytes', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const call = machine.call({ purpose: 'pick', license });
    const first = await cloud.as(editor).license.pick({ license, call });
    expect(await cloud.as(editor).license.pick({ license, call })).toEqual(first);
    const [lease] = machine.apply(first.file).leases;
    expect((await pick(cloud, editor, machine, license)).leases).toMatchObject([{ id: lease?.id }]);
    expect((await cloud.as(editor).license.show({ license })).leases).toHaveLength(1);
  });

  it('L3: changes the edition in one step', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const other = await cloud.addLicense(organization, { edition: 'cg' });
    const machine = cloud.machine();
    const [xr] = (await pick(cloud, editor, machine, license)).leases;
    const { leases } = await pick(cloud, editor, machine, other, { replaces: xr?.id ?? '' });
    expect(leases).toMatchObject([{ license: { edition: { id: 'cg' } } }]);
    expect((await cloud.as(editor).license.show({ license })).availability).toBe('free');
  });

  it('L3: keeps the old edition when the new one has no seat', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const other = await cloud.addLicense(organization, { edition: 'cg' });
    await pick(cloud, editor, cloud.machine('CTRL-A'), other);
    const machine = cloud.machine();
    const [xr] = (await pick(cloud, editor, machine, license)).leases;
    await expect(pick(cloud, editor, machine, other, { replaces: xr?.id ?? '' })).rejects.toMatchObject({
      code: 'no-free-seat',
      details: { license: 'Graphics CG', seats: 1 },
    });
    expect((await cloud.as(editor).license.show({ license })).leases).toMatchObject([{ id: xr?.id }]);
  });

  it('L3: takes the seat of a lease that has lapsed, and tells its machine', async () => {
    const { cloud, editor, license } = await studio(engine);
    const [late, early] = [cloud.machine('LATE'), cloud.machine('EARLY')];
    await pick(cloud, editor, late, license);
    cloud.clock.time += 24 * hour;
    await expect(pick(cloud, editor, early, license)).rejects.toMatchObject({ code: 'no-free-seat' });
    cloud.clock.time += 1;
    await pick(cloud, editor, early, license);
    const told = await beat(cloud, late);
    expect(told).toMatchObject({ leases: [], notices: [{ reason: 'lapsed', by: null, at: noon + day }] });
  });

  it('L3: a lease that has lapsed lives on when its machine comes before anybody else', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const [lease] = (await pick(cloud, editor, machine, license)).leases;
    cloud.clock.time += 3 * day;
    const told = await beat(cloud, machine);
    expect(told.leases).toMatchObject([{ id: lease?.id, leaseEndsAt: noon + 4 * day }]);
  });

  it('L3: says why not', async () => {
    const { cloud, organization, editor, member, license } = await studio(engine);
    const refused = async (change: Parameters<typeof cloud.addLicense>[1], person = editor) => {
      const id = await cloud.addLicense(organization, change);
      return pick(cloud, person, cloud.machine(), id).catch((error: unknown) => error);
    };
    expect(await refused({ endsAt: noon })).toMatchObject({ code: 'license-ended', details: { endedAt: noon } });
    expect(await refused({ startsAt: noon + 1 })).toMatchObject({ code: 'license-not-started' });
    expect(await refused({ kind: 'named' })).toMatchObject({
      code: 'not-assigned',
      details: { license: 'Graphics XR' },
    });
    expect(await refused({}, member)).toMatchObject({ code: 'not-assigned' });
    await cloud.asVendor().vendor.license.end({ license });
    await expect(pick(cloud, editor, cloud.machine(), license)).rejects.toMatchObject({ code: 'license-revoked' });
  });

  it('L3: a machine gives back only what is its own', async () => {
    const { cloud, editor, license } = await studio(engine);
    const [lease] = (await pick(cloud, editor, cloud.machine('OWNER'), license)).leases;
    const thief = cloud.machine('THIEF');
    const call = thief.call({ purpose: 'return', lease: lease?.id ?? '' });
    await expect(cloud.as().lease.giveBack({ call })).rejects.toMatchObject({ details: { why: 'unknown-machine' } });
    expect((await cloud.as(editor).license.show({ license })).leases).toHaveLength(1);
  });

  it('L3: a lease never outlives its license, and lasts as long as the organization says', async () => {
    const cloud = await licensingCloud(engine);
    const organization = await cloud.addOrganization();
    const owner = await cloud.addPerson('Amara', { [organization]: 'owner' });
    const short = await cloud.addLicense(organization, { endsAt: noon + hour });
    const long = await cloud.addLicense(organization, { edition: 'cg' });
    await cloud.as(owner).organization.update({ organization, leaseHours: 48 });
    expect((await pick(cloud, owner, cloud.machine(), short)).leases).toMatchObject([{ leaseEndsAt: noon + hour }]);
    expect((await pick(cloud, owner, cloud.machine(), long)).leases).toMatchObject([{ leaseEndsAt: noon + 48 * hour }]);
  });
});
