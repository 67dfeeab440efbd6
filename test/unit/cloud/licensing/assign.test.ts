import { expect, it } from 'vitest';
import { hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from './studio.ts';

forEachEngine((engine) => {
  it('assigning is the grant, whatever the role', async () => {
    const { cloud, organization, manager, member, license } = await studio(engine, 3);
    const named = await cloud.addLicense(organization, { kind: 'named' });
    const licenses = [license, named];
    expect(await cloud.as(manager).license.assign({ licenses, person: member.id })).toEqual({
      assigned: licenses.toSorted(),
    });
    await cloud.as(manager).license.assign({ licenses, person: member.id });
    const { rows } = await cloud.as(member).license.mine({});
    expect(rows.map((row) => [row.assignedToMe, row.availability, row.assignees])).toEqual([
      [true, 'free', null],
      [true, 'free', null],
    ]);
    expect((await pick(cloud, member, cloud.machine(), named)).leases).toHaveLength(1);
    expect((await cloud.as(manager).license.show({ license })).assignees).toMatchObject([{ id: member.id }]);
  });

  it('unassigning an idle license takes effect at once', async () => {
    const { cloud, manager, member, license } = await studio(engine);
    await cloud.as(manager).license.assign({ licenses: [license], person: member.id });
    const taken = await cloud.as(manager).license.unassign({ licenses: [license], person: member.id });
    expect(taken).toEqual({ unassigned: [{ license, graceEndsAt: null }] });
    await expect(pick(cloud, member, cloud.machine(), license)).rejects.toMatchObject({ code: 'not-assigned' });
  });

  it('one in use goes on for 12 hours, with the end in the signed lease, then lands in the picker', async () => {
    const { cloud, manager, member, license } = await studio(engine);
    await cloud.as(manager).license.assign({ licenses: [license], person: member.id });
    const machine = cloud.machine();
    await pick(cloud, member, machine, license);
    const graceEndsAt = noon + 12 * hour;
    const taken = await cloud.as(manager).license.unassign({ licenses: [license], person: member.id });
    expect(taken).toEqual({ unassigned: [{ license, graceEndsAt }] });

    cloud.clock.time += hour;
    expect((await beat(cloud, machine)).leases).toMatchObject([
      { leaseEndsAt: graceEndsAt, unassignGraceEndsAt: graceEndsAt },
    ]);
    expect((await cloud.as(manager).license.show({ license })).availability).toBe('in-use');
    cloud.clock.time = graceEndsAt;
    expect(await beat(cloud, machine)).toMatchObject({ leases: [], notices: [{ reason: 'unassigned', by: 'Ingrid' }] });
    expect((await cloud.as(manager).license.show({ license })).availability).toBe('free');
  });

  it('assigning again lifts the grace', async () => {
    const { cloud, manager, member, license } = await studio(engine);
    const wish = { licenses: [license], person: member.id };
    await cloud.as(manager).license.assign(wish);
    const machine = cloud.machine();
    await pick(cloud, member, machine, license);
    await cloud.as(manager).license.unassign(wish);
    await cloud.as(manager).license.assign(wish);
    expect((await beat(cloud, machine)).leases).toMatchObject([
      { leaseEndsAt: noon + 24 * hour, unassignGraceEndsAt: null },
    ]);
  });

  it('is refused as a whole while one of the seats is out offline', async () => {
    const { cloud, organization, manager, member, license } = await studio(engine);
    const other = await cloud.addLicense(organization);
    const wish = { licenses: [license, other], person: member.id };
    await cloud.as(manager).license.assign(wish);
    await pick(cloud, member, cloud.machine('FB-OB-2'), license);
    await cloud.store.db.updateTable('lease').set({ mode: 'offline' }).execute();
    await expect(cloud.as(manager).license.unassign(wish)).rejects.toMatchObject({
      code: 'seat-is-offline',
      details: { machine: 'FB-OB-2' },
    });
    expect((await cloud.as(member).license.mine({})).rows).toHaveLength(2);
  });

  it('is for Managers, among people of the organization, and for licenses that live', async () => {
    const { cloud, organization, manager, editor, member, license } = await studio(engine);
    const stranger = await cloud.addPerson('Stranger', {});
    const ended = await cloud.addLicense(organization, { endsAt: noon - 1 });
    const foreign = await cloud.addLicense(await cloud.addOrganization('Fjord Broadcast'));
    const assign = (person: { id: string }, licenses: string[], to = member.id) =>
      cloud
        .as(person)
        .license.assign({ licenses, person: to })
        .catch((error: unknown) => error);
    expect(await assign(editor, [license])).toMatchObject({ code: 'not-allowed' });
    expect(await assign(manager, [license], stranger.id)).toMatchObject({ code: 'not-found' });
    expect(await assign(manager, [license, ended])).toMatchObject({ code: 'license-ended' });
    expect(await assign(manager, [license, foreign])).toMatchObject({ code: 'not-found' });
    expect((await cloud.as(member).license.mine({})).rows).toEqual([]);
  });
});
