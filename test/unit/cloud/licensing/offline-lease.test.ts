import { expect, it } from 'vitest';
import { day, hour } from '#shared/models/time.ts';
import type { CallingMachine } from '../../../support/calling-machine.ts';
import type { LicensingCloud } from '../../../support/licensing-cloud.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { fileOf, issueOne, sendOffline } from './offline.ts';
import { beat, pick, studio } from './studio.ts';

const night = (days: number) => Date.UTC(2027, 0, 1 + days, 22, 59);

async function goOffline(
  cloud: LicensingCloud,
  person: { id: string },
  machine: CallingMachine,
  { days = 7, lease = machine.held?.leases[0]?.id ?? '' }: { days?: number | null; lease?: string } = {},
) {
  const call = machine.call({ purpose: 'go-offline', lease, days });
  return machine.apply((await cloud.as(person).lease.goOffline({ lease, call })).file);
}

async function goOnline(cloud: LicensingCloud, machine: CallingMachine) {
  const lease = machine.held?.leases[0]?.id ?? '';
  const { file } = await cloud.as().lease.goOnline({ call: machine.call({ purpose: 'go-online', lease }) });
  return machine.apply(file);
}

forEachEngine((engine) => {
  it('F1, F6: a connected machine goes offline for some days; heartbeats leave the end alone', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine('RENDER-03');
    const [lease] = (await pick(cloud, editor, machine, license)).leases;
    const told = await goOffline(cloud, editor, machine);
    expect(told.leases).toMatchObject([
      { id: lease?.id, mode: 'offline', leaseEndsAt: night(7), graceHours: 72, person: { name: 'Jo' } },
    ]);
    cloud.clock.time += 2 * day;
    expect((await beat(cloud, machine)).leases).toMatchObject([{ mode: 'offline', leaseEndsAt: night(7) }]);
    const again = await goOffline(cloud, editor, machine, { days: 30 });
    expect(again.leases).toMatchObject([{ leaseEndsAt: night(32) }]);
    const deeds = await cloud.store.db.selectFrom('audit').select(['actor', 'action', 'subject']).execute();
    expect(deeds).toContainEqual({ actor: 'Jo', action: 'lease.goOffline', subject: license });
  });

  it('F1, F6: the very same call gets the very same answer', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const lease = (await pick(cloud, editor, machine, license)).leases[0]?.id ?? '';
    const call = machine.call({ purpose: 'go-offline', lease, days: 7 });
    const first = await cloud.as(editor).lease.goOffline({ lease, call });
    cloud.clock.time += day;
    expect(await cloud.as(editor).lease.goOffline({ lease, call })).toEqual(first);
  });

  it('F1, F6: is for the person of the lease and Managers, on the machine that has it, where it is allowed', async () => {
    const { cloud, organization, owner, manager, editor, license } = await studio(engine, 2);
    const other = await cloud.addPerson('Sara', { [organization]: 'editor' });
    const machine = cloud.machine('A');
    await pick(cloud, editor, machine, license);
    const lease = machine.held?.leases[0]?.id ?? '';
    const refused = (...args: Parameters<typeof goOffline>) => goOffline(...args).catch((error: unknown) => error);
    expect(await refused(cloud, other, machine)).toMatchObject({ code: 'not-allowed' });
    expect(await refused(cloud, editor, machine, { days: null })).toMatchObject({
      code: 'offline-length-not-allowed',
    });
    const thief = cloud.machine('B');
    await pick(cloud, editor, thief, license);
    expect(await refused(cloud, editor, thief, { lease })).toMatchObject({ code: 'not-found' });
    const call = machine.call({ purpose: 'go-offline', lease: 'S-other', days: 7 });
    await expect(cloud.as(editor).lease.goOffline({ lease, call })).rejects.toMatchObject({
      details: { why: 'other-purpose' },
    });
    await cloud.as(owner).organization.update({ organization, offlineUntilEnd: true });
    expect((await goOffline(cloud, manager, machine, { days: null })).leases).toMatchObject([
      { leaseEndsAt: Date.UTC(2028, 0, 2, 22, 59), person: { name: 'Jo' } },
    ]);
  });

  it('F1, F6: whoever was unassigned cannot go offline', async () => {
    const { cloud, manager, member, license } = await studio(engine);
    const wish = { licenses: [license], person: member.id };
    await cloud.as(manager).license.assign(wish);
    const machine = cloud.machine();
    await pick(cloud, member, machine, license);
    await cloud.as(manager).license.unassign(wish);
    await beat(cloud, machine);
    await expect(goOffline(cloud, member, machine)).rejects.toMatchObject({ code: 'not-assigned' });
    await cloud.asVendor().vendor.license.renew({ license, endsAt: noon + 1 });
    cloud.clock.time += 1;
    await expect(goOffline(cloud, member, machine)).rejects.toMatchObject({ code: 'license-ended' });
  });

  it('F1, F6: goes online again, renews itself, and can be released as usual', async () => {
    const { cloud, manager, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    await goOffline(cloud, editor, machine, { days: 30 });
    cloud.clock.time += hour;
    expect((await goOnline(cloud, machine)).leases).toMatchObject([
      { mode: 'online', leaseEndsAt: noon + 25 * hour, graceHours: 0 },
    ]);
    expect((await goOnline(cloud, machine)).leases).toMatchObject([{ mode: 'online' }]);
    const [lease] = (await cloud.as(manager).license.show({ license })).leases;
    expect(lease).toMatchObject({ mode: 'online', releasable: 'force', leaseEndsAt: noon + 25 * hour });
    cloud.clock.time += hour;
    await beat(cloud, machine);
    const released = await cloud.as(manager).lease.release({ lease: lease?.id ?? '' });
    expect(released.mayRunOnUntil).toBe(noon + 26 * hour);
    const deeds = await cloud.store.db.selectFrom('audit').select(['actor', 'action']).execute();
    expect(deeds.filter(({ action }) => action === 'lease.goOnline')).toEqual([
      { actor: 'nobody', action: 'lease.goOnline' },
    ]);
  });

  it('F1, F6: when that answer is lost, the seat stays taken for as long as the machine may run offline', async () => {
    const { cloud, manager, editor, license } = await studio(engine);
    const machine = cloud.machine('LOST');
    const lease = (await pick(cloud, editor, machine, license)).leases[0]?.id ?? '';
    await goOffline(cloud, editor, machine, { days: 30 });
    await cloud.as().lease.goOnline({ call: machine.call({ purpose: 'go-online', lease }) });
    const { mayRunOnUntil } = await cloud.as(manager).lease.previewRelease({ lease });
    expect(mayRunOnUntil).toBe(night(30) + 72 * hour);
    cloud.clock.time += 10 * day;
    await expect(pick(cloud, editor, cloud.machine('NEXT'), license)).rejects.toMatchObject({ code: 'no-free-seat' });
    // It calls again, and confirms what it was answered with its next call.
    await beat(cloud, machine);
    await beat(cloud, machine);
    expect((await cloud.as(manager).lease.previewRelease({ lease })).mayRunOnUntil).toBe(noon + 11 * day);
  });

  it('F1, F6: knows no lease that is not there', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    const call = machine.call({ purpose: 'go-online', lease: 'S-none' });
    await expect(cloud.as().lease.goOnline({ call })).rejects.toMatchObject({ code: 'not-found' });
    const stranger = cloud.machine('STRANGER').call({ purpose: 'go-online', lease: machine.held?.leases[0]?.id ?? '' });
    await expect(cloud.as().lease.goOnline({ call: stranger })).rejects.toMatchObject({ code: 'call-refused' });
  });

  it('F1, F6: a seat that is offline is locked: not released, not unassigned, freed by proof, by its machine, or by its end', async () => {
    const { cloud, organization, owner, manager, member, license } = await studio(engine);
    const wish = { licenses: [license], person: member.id };
    await cloud.as(manager).license.assign(wish);
    const machine = cloud.machine('FB-OB-2');
    const lease = await sendOffline(cloud, { person: member, organization, license }, machine, 7);
    const until = night(7) + 72 * hour;
    const locked = { code: 'seat-is-offline', details: { machine: 'FB-OB-2', until } };
    for (const person of [owner, manager, member]) {
      await expect(cloud.as(person).lease.release({ lease })).rejects.toMatchObject(locked);
      await expect(cloud.as(person).lease.previewRelease({ lease })).rejects.toMatchObject(locked);
    }
    await expect(cloud.as(manager).license.unassign(wish)).rejects.toMatchObject(locked);
    cloud.clock.time = until;
    await expect(pick(cloud, manager, cloud.machine(), license)).rejects.toMatchObject({ code: 'no-free-seat' });
    cloud.clock.time += 1;
    expect((await cloud.as(manager).license.show({ license })).leases).toEqual([]);
    await pick(cloud, manager, cloud.machine(), license);
    // Its machine hears of it when it calls again; it could not run any more.
    expect(await beat(cloud, machine)).toMatchObject({ leases: [], notices: [{ reason: 'lapsed', at: until }] });
    expect(await cloud.store.db.selectFrom('overlap').selectAll().execute()).toEqual([]);
    await cloud.as(manager).license.unassign(wish);
  });

  it('F1, F6: its own machine may give it back or pick another instead, with a network', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const cg = await cloud.addLicense(organization, { edition: 'cg' });
    const machine = cloud.machine();
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine);
    const { leases } = await pick(cloud, editor, machine, cg, { replaces: lease });
    expect(leases).toMatchObject([{ license: { id: cg } }]);
    expect((await cloud.as(editor).license.show({ license })).availability).toBe('free');
    const overlaps = () => cloud.store.db.selectFrom('overlap').select(['until_at', 'closed_at']).execute();
    expect(await overlaps()).toEqual([{ until_at: night(30) + 72 * hour, closed_at: null }]);
    await beat(cloud, machine);
    expect(await overlaps()).toMatchObject([{ closed_at: noon }]);
  });

  it('F1, F6: a lease that has lapsed lives on when its machine asks before anybody else', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine, 7);
    cloud.clock.time += 40 * day;
    const answer = await issueOne(cloud, editor, organization, machine.request({ purpose: 'renew' }));
    expect(answer.verdict).toMatchObject({ code: 'ready', seat: 'kept' });
    expect(machine.applyCarried(fileOf(answer)).leases).toMatchObject([{ id: lease, leaseEndsAt: night(70) }]);
  });

  it('F1, F6: a Manager puts a lease into the name of somebody with the right to it', async () => {
    const { cloud, organization, manager, editor, member, license } = await studio(engine);
    const stranger = await cloud.addPerson('Stranger', {});
    const machine = cloud.machine();
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine);
    const set = (by: { id: string }, person: { id: string }) =>
      cloud
        .as(by)
        .lease.setPerson({ lease, person: person.id })
        .catch((error: unknown) => error);
    expect(await set(editor, editor)).toMatchObject({ code: 'not-allowed' });
    expect(await set(manager, member)).toMatchObject({ code: 'not-assigned', details: { license: 'Graphics XR' } });
    expect(await set(manager, stranger)).toMatchObject({ code: 'not-found' });
    await cloud.as(manager).license.assign({ licenses: [license], person: member.id });
    expect(await set(manager, member)).toEqual({});
    expect((await beat(cloud, machine)).leases).toMatchObject([{ person: { name: 'Sindre' } }]);
    await expect(cloud.as(manager).license.unassign({ licenses: [license], person: member.id })).rejects.toMatchObject({
      code: 'seat-is-offline',
    });
    const deed = await cloud.store.db.selectFrom('audit').selectAll().where('action', '=', 'lease.setPerson').execute();
    expect(deed).toMatchObject([{ actor: 'Ingrid', subject: license }]);
    await cloud.asVendor().vendor.license.end({ license });
    expect(await set(manager, member)).toMatchObject({ code: 'not-found' });
  });
});
