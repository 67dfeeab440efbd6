import { expect, it } from 'vitest';
import { day, hour } from '#shared/models/time.ts';
import type { CallingMachine } from '../../../support/calling-machine.ts';
import type { LicensingCloud } from '../../../support/licensing-cloud.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from '../licensing/studio.ts';

/** A machine that comes with a code and takes the answer. */
async function enter(cloud: LicensingCloud, machine: CallingMachine, room: string) {
  return machine.apply((await cloud.as().license.enter({ call: machine.call({ purpose: 'enter', room }) })).file);
}
const closed = { code: 'room-closed', details: {} };

forEachEngine((engine) => {
  it('L12: a code lets machines in without a person, for an hour at a time', async () => {
    const { cloud, manager, license } = await studio(engine, 3);
    const { code, room } = await cloud.as(manager).room.create({ license, hours: 4, uses: 2 });
    expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    expect(room).toMatchObject({
      license: { id: license, name: 'Graphics XR' },
      createdBy: 'Ingrid',
      createdAt: noon,
      expiresAt: noon + 4 * hour,
      uses: 2,
      used: 0,
      closedAt: null,
    });
    const node = cloud.machine('NODE-1');
    const [lease] = (await enter(cloud, node, code)).leases;
    expect(lease).toMatchObject({ person: null, mode: 'online', leaseEndsAt: noon + hour, graceHours: 0 });
    cloud.clock.time += hour / 2;
    expect((await beat(cloud, node)).leases).toMatchObject([{ leaseEndsAt: noon + 1.5 * hour }]);
    const row = await cloud.store.db.selectFrom('machine').select('is_ephemeral').executeTakeFirst();
    expect(row).toEqual({ is_ephemeral: 1 });
    const deeds = await cloud.store.db.selectFrom('audit').select(['actor', 'action']).orderBy('at').execute();
    expect(deeds).toEqual([
      { actor: 'Ingrid', action: 'room.create' },
      { actor: 'nobody', action: 'license.enter' },
    ]);
    const kept = JSON.stringify(await cloud.store.db.selectFrom('room').selectAll().execute());
    expect(kept).not.toContain(code.slice(0, 4));
  });

  it('L12: the seat of a killed container is free within the hour, of one that leaves at once', async () => {
    const { cloud, manager, license } = await studio(engine, 1);
    const { code } = await cloud.as(manager).room.create({ license });
    const [killed, leaving, next] = [cloud.machine('KILLED'), cloud.machine('LEAVING'), cloud.machine('NEXT')];
    await enter(cloud, killed, code);
    await expect(enter(cloud, leaving, code)).rejects.toMatchObject({ code: 'no-free-seat' });
    cloud.clock.time += hour + 1;
    const [lease] = (await enter(cloud, leaving, code)).leases;
    const call = leaving.call({ purpose: 'return', lease: lease?.id ?? '' });
    leaving.apply((await cloud.as().lease.giveBack({ call })).file);
    expect((await enter(cloud, next, code)).leases).toHaveLength(1);
  });

  it('L12: a code is used up by machines, not by how often they come', async () => {
    const { cloud, manager, license } = await studio(engine, 5);
    const { code, room } = await cloud.as(manager).room.create({ license, uses: 2 });
    const [one, two, three] = [cloud.machine('ONE'), cloud.machine('TWO'), cloud.machine('THREE')];
    const [first] = (await enter(cloud, one, code)).leases;
    expect((await enter(cloud, one, code)).leases).toMatchObject([{ id: first?.id }]);
    const call = one.call({ purpose: 'return', lease: first?.id ?? '' });
    one.apply((await cloud.as().lease.giveBack({ call })).file);
    await enter(cloud, one, code);
    await enter(cloud, two, code);
    await expect(enter(cloud, three, code)).rejects.toMatchObject(closed);
    await enter(cloud, one, code);
    expect(await cloud.as(manager).room.list({ organization: await organizationOf(cloud) })).toMatchObject([
      { id: room.id, used: 2 },
    ]);
    // Nothing is left of the one that was refused.
    expect(await cloud.store.db.selectFrom('machine').select('name').where('name', '=', 'THREE').execute()).toEqual([]);
  });

  it('L12: machines that come at once share the uses and the seats', async () => {
    const { cloud, manager, license } = await studio(engine, 4);
    const { code } = await cloud.as(manager).room.create({ license, uses: 6 });
    const nodes = Array.from({ length: 10 }, (_, at) => cloud.machine(`NODE-${at}`));
    const answers = await Promise.allSettled(nodes.map((node) => enter(cloud, node, code)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    const [room] = await cloud.as(manager).room.list({ organization: await organizationOf(cloud) });
    // A use is taken together with the seat, or not at all.
    expect(room?.used).toBe(4);
  });

  it('L12: a wrong code, one that has ended, and one that was closed are answered alike', async () => {
    const { cloud, manager, license } = await studio(engine, 5);
    const { code, room } = await cloud.as(manager).room.create({ license, hours: 1 });
    const other = await cloud.as(manager).room.create({ license, hours: 3 });
    const node = cloud.machine('NODE');
    const refused = (typed: string) => enter(cloud, node, typed).catch((error: unknown) => error);
    const wrong = await refused('0000-0000-0000');
    expect(wrong).toMatchObject(closed);
    for (const typed of ['', '✓', 'x'.repeat(40), 'no code at all']) expect(await refused(typed)).toEqual(wrong);
    await enter(cloud, cloud.machine('EARLY'), code.toLowerCase().replaceAll('-', ' '));
    expect(await cloud.as(manager).room.close({ room: room.id })).toMatchObject({ closedAt: noon, used: 1 });
    expect(await refused(code)).toEqual(wrong);
    cloud.clock.time += hour;
    expect(await cloud.as(manager).room.close({ room: room.id })).toMatchObject({ closedAt: noon });
    await enter(cloud, node, other.code);
    cloud.clock.time += 2 * hour;
    expect(await refused(other.code)).toEqual(wrong);
  });

  it('L12: machines that came with a code stay when it is closed', async () => {
    const { cloud, manager, license } = await studio(engine, 2);
    const { code, room } = await cloud.as(manager).room.create({ license });
    const node = cloud.machine('NODE');
    await enter(cloud, node, code);
    await cloud.as(manager).room.close({ room: room.id });
    expect((await beat(cloud, node)).leases).toHaveLength(1);
  });

  it('L12: a code is for licenses that live', async () => {
    const { cloud, organization, manager, license } = await studio(engine, 2);
    const ended = await cloud.addLicense(organization, { edition: 'cg', endsAt: noon });
    await expect(cloud.as(manager).room.create({ license: ended })).rejects.toMatchObject({ code: 'license-ended' });
    const { code } = await cloud.as(manager).room.create({ license, hours: 720 });
    await cloud.asVendor().vendor.license.end({ license });
    await expect(enter(cloud, cloud.machine(), code)).rejects.toMatchObject({ code: 'license-revoked' });
    await expect(cloud.as(manager).room.create({ license })).rejects.toMatchObject({ code: 'license-revoked' });
  });

  it('L12: a workstation that comes with a code stays what it is, with its own lease', async () => {
    const { cloud, manager, editor, license } = await studio(engine, 2);
    const { code } = await cloud.as(manager).room.create({ license });
    const machine = cloud.machine();
    const [lease] = (await pick(cloud, editor, machine, license)).leases;
    expect((await enter(cloud, machine, code)).leases).toMatchObject([{ id: lease?.id, person: { id: editor.id } }]);
    const row = await cloud.store.db.selectFrom('machine').select('is_ephemeral').executeTakeFirst();
    expect(row).toEqual({ is_ephemeral: 0 });
  });

  it('L12: the very same call gets the very same answer; a copied container is found', async () => {
    const { cloud, manager, license } = await studio(engine, 2);
    const { code } = await cloud.as(manager).room.create({ license });
    const node = cloud.machine('NODE');
    const call = node.call({ purpose: 'enter', room: code });
    const first = await cloud.as().license.enter({ call });
    expect(await cloud.as().license.enter({ call })).toEqual(first);
    node.apply(first.file);
    const copy = node.copy();
    await beat(cloud, node);
    await expect(enter(cloud, copy, code)).rejects.toMatchObject({ code: 'machine-cloned' });
  });

  it('L12: what a container is made of may be another every day', async () => {
    const { cloud, manager, license } = await studio(engine, 2);
    const { code } = await cloud.as(manager).room.create({ license });
    const node = cloud.machine('NODE');
    for (const letter of ['a', 'b', 'c']) {
      node.hardware = { evidence: { 'system-uuid': letter.repeat(32), cpu: letter.repeat(32) }, isVirtual: true };
      await enter(cloud, node, code);
      await beat(cloud, node);
    }
    expect(await cloud.store.db.selectFrom('machine_factor').selectAll().execute()).toEqual([]);
  });

  it('L12: codes are for Managers; they see those of the last month', async () => {
    const { cloud, organization, owner, editor, license } = await studio(engine, 2);
    await expect(cloud.as(editor).room.create({ license })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(cloud.as(editor).room.list({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
    const { room } = await cloud.as(owner).room.create({ license, hours: 1 });
    cloud.clock.time += hour;
    await cloud.as(owner).room.create({ license, hours: 1 });
    expect(await cloud.as(owner).room.list({ organization })).toHaveLength(2);
    cloud.clock.time = noon + 30 * day + hour;
    expect(await cloud.as(owner).room.list({ organization })).toHaveLength(1);
    expect(await cloud.as(owner).room.close({ room: room.id })).toMatchObject({ id: room.id });
  });
});

async function organizationOf({ store }: LicensingCloud): Promise<string> {
  return (await store.db.selectFrom('organization').select('id').executeTakeFirstOrThrow()).id;
}
