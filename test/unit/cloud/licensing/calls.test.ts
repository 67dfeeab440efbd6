import { expect, it } from 'vitest';
import { hour } from '#shared/models/time.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from './studio.ts';

forEachEngine((engine) => {
  it('L4: refuses what is not a new call of a known machine, each by name', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    const heartbeat = (call: string) =>
      cloud
        .as()
        .machine.heartbeat({ call })
        .catch((error: unknown) => error);
    const old = machine.call({});
    const newer = machine.call({});
    await heartbeat(newer);
    expect(await heartbeat(old)).toMatchObject({ code: 'call-refused', details: { why: 'replayed' } });
    expect(await heartbeat(machine.call({ counter: 2 }))).toMatchObject({ details: { why: 'replayed' } });
    expect(await heartbeat(machine.call({ cloud: 'another' }))).toMatchObject({ details: { why: 'other-cloud' } });
    expect(await heartbeat(machine.call({ purpose: 'return' }))).toMatchObject({ details: { why: 'other-purpose' } });
    expect(await heartbeat('{}')).toMatchObject({ details: { why: 'unreadable' } });
    expect(await heartbeat(cloud.machine('NEW').call({}))).toMatchObject({ details: { why: 'unknown-machine' } });
    const forged = machine.call({}).replace(/"sig":"..../, '"sig":"AAAA');
    expect(await heartbeat(forged)).toMatchObject({ details: { why: 'bad-signature' } });
  });

  it('L4: refuses a pick of another license than the machine signed', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const other = await cloud.addLicense(organization);
    const call = cloud.machine().call({ purpose: 'pick', license: other });
    await expect(cloud.as(editor).license.pick({ license, call })).rejects.toMatchObject({
      details: { why: 'other-purpose' },
    });
  });

  it('L4: a license that is ended is gone from its machines at their next heartbeat, with the name of who did it', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    await cloud.asVendor().vendor.license.end({ license });
    expect(await beat(cloud, machine)).toMatchObject({ leases: [], notices: [{ reason: 'license-revoked' }] });
  });

  it('L4: a license that runs out is told too', async () => {
    const { cloud, organization, editor } = await studio(engine);
    const license = await cloud.addLicense(organization, { endsAt: cloud.clock.now() + hour });
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    cloud.clock.time += hour;
    expect(await beat(cloud, machine)).toMatchObject({ leases: [], notices: [{ reason: 'license-ended', by: null }] });
  });

  it('L4: a barred machine hears it once more, then is refused', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    await cloud.store.db.updateTable('machine').set({ barred_at: cloud.clock.now() }).execute();
    expect(await beat(cloud, machine)).toMatchObject({ leases: [], notices: [{ reason: 'machine-barred' }] });
    await expect(beat(cloud, machine)).rejects.toMatchObject({ code: 'machine-barred' });
    await expect(pick(cloud, editor, machine, license)).rejects.toMatchObject({ code: 'machine-barred' });
  });

  it('L4: two calls of one machine at once are answered one after the other', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    const calls = Array.from({ length: 6 }, () => machine.call({}));
    const answers = await Promise.allSettled(calls.map((call) => cloud.as().machine.heartbeat({ call })));
    expect(answers.some((answer) => answer.status === 'fulfilled')).toBe(true);
    const { sequence } = await cloud.store.db.selectFrom('machine').select('sequence').executeTakeFirstOrThrow();
    expect(sequence).toBe(1 + answers.filter((answer) => answer.status === 'fulfilled').length);
  });

  it('L4: writes down who did what', async () => {
    const { cloud, manager, editor, license } = await studio(engine);
    const machine = cloud.machine('OB-1-RENDER-03');
    const lease = (await pick(cloud, editor, machine, license)).leases[0]?.id ?? '';
    await beat(cloud, machine);
    await cloud.as(manager).lease.release({ lease });
    await cloud.as(manager).license.assign({ licenses: [license], person: editor.id });
    await cloud.as(manager).license.unassign({ licenses: [license], person: editor.id });
    await cloud.asVendor().vendor.license.renew({ license, endsAt: null });
    const rows = await cloud.store.db
      .selectFrom('audit')
      .select(['actor', 'action', 'address'])
      .orderBy('id')
      .execute();
    expect(rows).toHaveLength(5);
    expect(rows).toEqual(
      expect.arrayContaining([
        { actor: 'Jo', action: 'license.pick', address: '192.0.2.1' },
        { actor: 'Ingrid', action: 'lease.release', address: '192.0.2.1' },
        { actor: 'Ingrid', action: 'license.assign', address: '192.0.2.1' },
        { actor: 'Ingrid', action: 'license.unassign', address: '192.0.2.1' },
        { actor: 'vendor', action: 'license.renew', address: null },
      ]),
    );
  });
});
