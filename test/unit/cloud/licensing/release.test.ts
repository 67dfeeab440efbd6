import { expect, it } from 'vitest';
import { day, hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from './studio.ts';

forEachEngine((engine) => {
  it('L5: frees a seat at once; its machine hears who did it, until it has listened', async () => {
    const { cloud, manager, editor, license } = await studio(engine);
    const machine = cloud.machine('OB-1-RENDER-01');
    const lease = (await pick(cloud, editor, machine, license)).leases[0]?.id ?? '';

    const before = {
      machine: 'OB-1-RENDER-01',
      person: 'Jo',
      mayRunOnUntil: noon + day,
      overlaps: { count: 0, limit: 1 },
    };
    expect(await cloud.as(manager).lease.previewRelease({ lease })).toEqual(before);
    cloud.clock.time += hour;
    expect(await cloud.as(manager).lease.release({ lease })).toEqual({
      freedAt: noon + hour,
      mayRunOnUntil: noon + day,
      overlaps: { count: 1, limit: 1 },
    });
    expect(await cloud.as(editor).license.show({ license })).toMatchObject({
      availability: 'free',
      leases: [],
      overlaps: { count: 1, limit: 1 },
    });

    const notice = { lease, license: 'Graphics XR', reason: 'released', by: 'Ingrid', at: noon + hour };
    await cloud.as().machine.heartbeat({ call: machine.call({}) }); // this answer is lost
    expect(await beat(cloud, machine)).toMatchObject({ leases: [], notices: [notice] });
    expect((await beat(cloud, machine)).notices).toEqual([]);
    // The machine has stopped: the overlap is over and no longer counts.
    expect((await cloud.as(editor).license.show({ license })).overlaps).toEqual({ count: 0, limit: 1 });
  });

  it('L5: everybody frees their own seat, only Managers and Owners those of others', async () => {
    const { cloud, organization, owner, editor, license } = await studio(engine, 3);
    const other = await cloud.addPerson('Kari', { [organization]: 'editor' });
    const stranger = await cloud.addPerson('Stranger', {});
    const lease = (await pick(cloud, editor, cloud.machine('A'), license)).leases[0]?.id ?? '';
    await expect(cloud.as(other).lease.release({ lease })).rejects.toMatchObject({
      code: 'not-allowed',
      details: { needs: 'license.force-release' },
    });
    await expect(cloud.as(other).lease.previewRelease({ lease })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(cloud.as(stranger).lease.release({ lease })).rejects.toMatchObject({ code: 'not-found' });
    await cloud.as(editor).lease.release({ lease });
    await expect(cloud.as(owner).lease.release({ lease })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('L5: stops at the limit of overlaps and says when there is room again', async () => {
    const { cloud, manager, editor, license } = await studio(engine);
    const release = async (name: string) => {
      const lease = (await pick(cloud, editor, cloud.machine(name), license)).leases[0]?.id ?? '';
      return cloud.as(manager).lease.release({ lease });
    };
    await release('A');
    await expect(release('B')).rejects.toMatchObject({
      code: 'overlap-limit',
      details: { count: 1, limit: 1, freeAt: noon + 30 * day },
    });
    cloud.clock.time = noon + 30 * day;
    await release('C');
  });

  it('L5: an offline seat stays where it is', async () => {
    const { cloud, manager, editor, license } = await studio(engine);
    const lease = (await pick(cloud, editor, cloud.machine('FB-OB-2'), license)).leases[0]?.id ?? '';
    await cloud.store.db.updateTable('lease').set({ mode: 'offline' }).execute();
    await expect(cloud.as(manager).lease.release({ lease })).rejects.toMatchObject({
      code: 'seat-is-offline',
      details: { machine: 'FB-OB-2', until: noon + day + 72 * hour },
    });
  });

  it('L5: the same idempotency key gives the same answer and does nothing twice', async () => {
    const { cloud, manager, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const lease = (await pick(cloud, editor, machine, license)).leases[0]?.id ?? '';
    const input = { lease, idempotencyKey: 'release-0001' };
    const first = await cloud.as(manager).lease.release(input);
    cloud.clock.time += hour;
    expect(await cloud.as(manager).lease.release(input)).toEqual(first);
    expect(await cloud.store.db.selectFrom('overlap').selectAll().execute()).toHaveLength(1);
  });

  it('L5: a release and a heartbeat at once: either the machine knows, or the overlap covers what it was signed', async () => {
    const { cloud, manager, editor, license } = await studio(engine, 8);
    for (let round = 0; round < 8; round++) {
      cloud.clock.time += 1000;
      const machine = cloud.machine(`M-${round}`);
      const lease = (await pick(cloud, editor, machine, license)).leases[0]?.id ?? '';
      cloud.clock.time += 1000;
      const [told, released] = await Promise.all([beat(cloud, machine), cloud.as(manager).lease.release({ lease })]);
      const signedUntil = told.leases[0]?.leaseEndsAt ?? 0;
      expect(signedUntil).toBeLessThanOrEqual(released.mayRunOnUntil);
    }
  });
});
