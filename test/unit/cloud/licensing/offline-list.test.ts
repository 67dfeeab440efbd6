import { expect, it } from 'vitest';
import { IssuedFile } from '#shared/models/offline.ts';
import { day, hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { fileOf, issueOne, sendOffline } from './offline.ts';
import { beat, studio } from './studio.ts';

forEachEngine((engine) => {
  it('F3: lists what was issued, the newest first, and whether it has arrived', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 3);
    const states = async () => {
      const rows = await cloud.as(manager).offline.list({ organization });
      for (const row of rows) expect(IssuedFile.parse(row)).toEqual(row);
      return rows.map((row) => [row.machine.name, row.acknowledgement]);
    };
    const [silent, acknowledging, calling, asking] = ['SILENT', 'ACK', 'CALL', 'ASK'].map((name) =>
      cloud.machine(name),
    );
    for (const machine of [silent, acknowledging, calling]) {
      await sendOffline(cloud, { person: editor, organization, license }, machine!);
      cloud.clock.time += hour;
    }
    expect(await cloud.as(manager).offline.list({ organization })).toMatchObject([
      { machine: { name: 'CALL', platform: 'linux' } },
      { machine: { name: 'ACK' } },
      {
        machine: { id: silent?.id },
        person: 'Jo',
        issuedBy: 'Jo',
        license: 'Graphics XR',
        sequence: 1,
        issuedAt: noon,
        importBy: noon + 30 * day,
        leaseEndsAt: Date.UTC(2027, 0, 31, 22, 59),
      },
    ]);
    const text = acknowledging!.acknowledge();
    const [examined] = await cloud.as(editor).offline.examine({ organization, items: [{ text }] });
    expect(examined).toMatchObject({ kind: 'acknowledgement', verdict: { code: 'acknowledges', sequence: 1 } });
    expect((await states()).map(([, state]) => state)).toEqual(['issued', 'issued', 'issued']);
    const answer = await issueOne(cloud, editor, organization, text);
    expect(answer).toMatchObject({ verdict: { code: 'acknowledges', sequence: 1 }, file: null });
    expect((await issueOne(cloud, editor, organization, text)).verdict).toEqual({ code: 'acknowledged-before' });
    await beat(cloud, calling!);
    expect(await states()).toEqual([
      ['CALL', 'confirmed'],
      ['ACK', 'confirmed'],
      ['SILENT', 'issued'],
    ]);
    // The next request of a machine says what it has, too.
    const proof = silent!.giveUp(silent!.held?.leases[0]?.id ?? '');
    await issueOne(cloud, editor, organization, proof);
    await sendOffline(cloud, { person: editor, organization, license }, asking!);
    await issueOne(cloud, editor, organization, asking!.request({ purpose: 'renew' }));
    cloud.clock.time += 31 * day;
    expect(await states()).toEqual([
      ['ASK', 'overdue'],
      ['ASK', 'confirmed'],
      ['CALL', 'confirmed'],
      ['ACK', 'confirmed'],
      ['SILENT', 'confirmed'],
    ]);
  });

  it('F3: an acknowledgement of something else than was signed counts for nothing', async () => {
    const { cloud, organization, editor, manager, license } = await studio(engine);
    const machine = cloud.machine();
    await sendOffline(cloud, { person: editor, organization, license }, machine);
    const wrong = await issueOne(cloud, editor, organization, machine.acknowledge({ digest: '0'.repeat(64) }));
    expect(wrong.verdict).toEqual({ code: 'refused', failure: { code: 'machine-cloned', details: {} } });
    expect(await cloud.as(manager).offline.list({ organization })).toMatchObject([{ acknowledgement: 'issued' }]);
    const stranger = cloud.machine('STRANGER');
    stranger.disk.applied = { sequence: 1, digest: '0'.repeat(64) };
    expect((await issueOne(cloud, editor, organization, stranger.acknowledge())).verdict).toMatchObject({
      failure: { code: 'not-found' },
    });
  });

  it('F3: an acknowledgement says as well that the machine knows what has ended', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 2);
    const cg = await cloud.addLicense(organization, { edition: 'cg', endsAt: noon + hour });
    const machine = cloud.machine();
    await sendOffline(cloud, { person: editor, organization, license: cg }, machine);
    cloud.clock.time += hour;
    const answer = await issueOne(cloud, editor, organization, { text: machine.request(), license });
    const { notices } = machine.applyCarried(fileOf(answer));
    expect(notices).toMatchObject([{ license: 'Graphics CG', reason: 'license-ended' }]);
    const open = () => cloud.store.db.selectFrom('overlap').select('id').where('closed_at', 'is', null).execute();
    expect(await open()).toHaveLength(1);
    await issueOne(cloud, manager, organization, machine.acknowledge());
    expect(await open()).toEqual([]);
  });

  it('F3: is for Managers', async () => {
    const { cloud, organization, editor } = await studio(engine);
    await expect(cloud.as(editor).offline.list({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('F3: a Manager writes a new license for a machine that did not ask', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 2);
    const machine = cloud.machine('OB-1');
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine, 7);
    cloud.clock.time += 5 * day;
    const { file } = await cloud.as(manager).offline.renew({ lease, days: 30 });
    expect(file.name).toBe('OB-1-2027-01-06.license');
    const held = machine.applyCarried(file.text);
    expect(held).toMatchObject({ answers: null, sequence: 2 });
    expect(held.leases).toMatchObject([
      { id: lease, leaseEndsAt: Date.UTC(2027, 1, 5, 22, 59), person: { name: 'Jo' } },
    ]);
    const deeds = await cloud.store.db.selectFrom('audit').select(['actor', 'action']).execute();
    expect(deeds).toContainEqual({ actor: 'Ingrid', action: 'offline.renew' });
    const shorter = await cloud.as(manager).offline.renew({ lease, days: 1 });
    expect(machine.applyCarried(shorter.file.text).leases).toMatchObject([
      { leaseEndsAt: Date.UTC(2027, 1, 5, 22, 59) },
    ]);
  });

  it('F3: but not for one that is not offline, nor against its license, nor for everybody', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 2);
    const machine = cloud.machine('OB-1');
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine, 7);
    const renew = (person: { id: string }, days: number | null = 30) =>
      cloud
        .as(person)
        .offline.renew({ lease, days })
        .catch((error: unknown) => error);
    expect(await renew(editor)).toMatchObject({ code: 'not-allowed' });
    expect(await renew(manager, null)).toMatchObject({ code: 'offline-length-not-allowed' });
    await cloud.store.db.updateTable('machine').set({ barred_at: noon }).execute();
    expect(await renew(manager)).toMatchObject({ code: 'machine-barred' });
    await cloud.store.db.updateTable('machine').set({ barred_at: null, cloned_at: noon }).execute();
    expect(await renew(manager)).toMatchObject({ code: 'machine-cloned' });
    await cloud.store.db.updateTable('machine').set({ cloned_at: null }).execute();
    await cloud.asVendor().vendor.license.renew({ license, endsAt: noon + 1 });
    cloud.clock.time += 1;
    expect(await renew(manager)).toMatchObject({ code: 'license-ended' });
    await cloud.asVendor().vendor.license.renew({ license, endsAt: null });
    const call = machine.call({ purpose: 'go-online', lease });
    machine.apply((await cloud.as().lease.goOnline({ call })).file);
    expect(await renew(manager)).toMatchObject({ code: 'not-offline', details: { machine: 'OB-1' } });
    await cloud.asVendor().vendor.license.end({ license });
    expect(await renew(manager)).toMatchObject({ code: 'not-found' });
  });
});
