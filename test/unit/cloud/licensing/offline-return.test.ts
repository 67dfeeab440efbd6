import { expect, it } from 'vitest';
import { day, hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { fileOf, issue, issueOne, sendOffline } from './offline.ts';
import { beat, pick, studio } from './studio.ts';

const forOthers = { code: 'refused', failure: { code: 'not-allowed', details: { needs: 'offline.for-others' } } };

forEachEngine((engine) => {
  it('F7: a proof frees the seat once and gets the same receipt for ever', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const machine = cloud.machine('RENDER-03');
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine);
    cloud.clock.time += 2 * day;
    const proof = machine.giveUp(lease);
    const [examined] = await cloud.as(editor).offline.examine({ organization, items: [{ text: proof }] });
    expect(examined).toMatchObject({
      kind: 'return',
      machine: { name: 'RENDER-03' },
      license: { id: license, name: 'Graphics XR' },
      person: { name: 'Jo' },
      verdict: { code: 'frees-seat' },
    });
    expect((await cloud.as(editor).license.show({ license })).leases).toHaveLength(1);

    const first = await issueOne(cloud, editor, organization, proof);
    expect(first).toMatchObject({
      verdict: { code: 'frees-seat' },
      file: { name: 'RENDER-03-2027-01-03.return-receipt' },
    });
    expect(await cloud.as(editor).license.show({ license })).toMatchObject({ availability: 'free', leases: [] });
    cloud.clock.time += 90 * day;
    const again = await issueOne(cloud, editor, organization, proof);
    expect(again).toMatchObject({ verdict: { code: 'returned-before', at: noon + 2 * day }, file: first.file });
    expect(machine.applyReceipt(fileOf(again))).toMatchObject({
      lease,
      freedAt: noon + 2 * day,
      license: 'Graphics XR',
    });
    expect(() => machine.applyReceipt(fileOf(first))).toThrow('already-returned');
    const deeds = await cloud.store.db.selectFrom('audit').select(['actor', 'action', 'subject']).execute();
    expect(deeds.filter(({ action }) => action === 'offline.return')).toEqual([
      { actor: 'Jo', action: 'offline.return', subject: license },
    ]);
  });

  it('F7: the machine no longer runs on it: there is no overlap, and no notice', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine);
    await issueOne(cloud, editor, organization, machine.giveUp(lease));
    expect(await cloud.store.db.selectFrom('overlap').selectAll().execute()).toEqual([]);
    expect(await beat(cloud, machine)).toMatchObject({ leases: [], notices: [] });
  });

  it('F7: frees a seat for a request in the same intake, whatever comes first', async () => {
    const { cloud, organization, manager, license } = await studio(engine);
    const [leaving, coming] = [cloud.machine('LEAVING'), cloud.machine('COMING')];
    const lease = await sendOffline(cloud, { person: manager, organization, license }, leaving);
    const texts = [coming.request(), leaving.giveUp(lease)];
    const items = texts.map((text) => ({ text }));
    const codes = ['ready', 'frees-seat'];
    expect((await cloud.as(manager).offline.examine({ organization, items })).map((row) => row.verdict.code)).toEqual(
      codes,
    );
    const [license_, receipt] = await issue(cloud, manager, organization, ...texts);
    expect([license_?.verdict.code, receipt?.verdict.code]).toEqual(codes);
    coming.applyCarried(fileOf(license_!));
    leaving.applyReceipt(fileOf(receipt!));
  });

  it('F7: comes too late: the lease has lapsed, and somebody has the seat', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const late = cloud.machine('LATE');
    const lease = await sendOffline(cloud, { person: editor, organization, license }, late, 7);
    const proof = late.giveUp(lease);
    cloud.clock.time = Date.UTC(2027, 0, 8, 22, 59) + 72 * hour;
    await expect(pick(cloud, editor, cloud.machine('EARLY'), license)).rejects.toMatchObject({ code: 'no-free-seat' });
    cloud.clock.time += 1;
    await pick(cloud, editor, cloud.machine('EARLY'), license);
    const lapsedAt = cloud.clock.time - 1;
    const answer = await issueOne(cloud, editor, organization, proof);
    expect(answer.verdict).toEqual({ code: 'returned-before', at: lapsedAt });
    expect(late.applyReceipt(fileOf(answer)).freedAt).toBe(lapsedAt);
    expect((await cloud.as(editor).license.show({ license })).leases).toMatchObject([{ machine: { name: 'EARLY' } }]);
  });

  it('F7: an overlap that is open is over with the proof', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine);
    // Given back with a network, and the answer got lost.
    await cloud.as().lease.giveBack({ call: machine.call({ purpose: 'return', lease }) });
    const open = () => cloud.store.db.selectFrom('overlap').select('id').where('closed_at', 'is', null).execute();
    expect(await open()).toHaveLength(1);
    const answer = await issueOne(cloud, editor, organization, machine.giveUp(lease));
    expect(answer.verdict).toEqual({ code: 'returned-before', at: noon });
    expect(await open()).toEqual([]);
  });

  it('F7: another proof of the same return is answered too', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine);
    const restored = machine.copy();
    await issueOne(cloud, editor, organization, machine.giveUp(lease));
    cloud.clock.time += hour;
    const second = restored.giveUp(lease);
    const answers = [
      await issueOne(cloud, editor, organization, second),
      await issueOne(cloud, editor, organization, second),
    ];
    expect(answers[0]).toEqual(answers[1]);
    expect(restored.applyReceipt(fileOf(answers[0]!)).freedAt).toBe(noon);
  });

  it('F7: is brought by the person of the lease, or a Manager; only its own machine proves it', async () => {
    const { cloud, organization, manager, editor, member, license } = await studio(engine, 2);
    const machine = cloud.machine();
    const lease = await sendOffline(cloud, { person: editor, organization, license }, machine);
    const unknown = machine.copy().giveUp(lease, { lease: 'S-none' });
    const proof = machine.giveUp(lease);
    const other = await cloud.addPerson('Sara', { [organization]: 'editor' });
    for (const person of [member, other])
      expect((await issueOne(cloud, person, organization, proof)).verdict).toEqual(forOthers);
    const thief = cloud.machine('THIEF');
    await sendOffline(cloud, { person: editor, organization, license }, thief);
    const forged = thief.giveUp(thief.held?.leases[0]?.id ?? '', { lease });
    const notFound = { code: 'refused', failure: { code: 'not-found', details: {} } };
    expect((await issueOne(cloud, manager, organization, forged)).verdict).toEqual(notFound);
    expect((await issueOne(cloud, manager, organization, unknown)).verdict).toEqual(notFound);
    expect((await issueOne(cloud, manager, organization, proof)).verdict).toEqual({ code: 'frees-seat' });
  });

  it('F7: works for an online lease as well, and in the middle of a heartbeat', async () => {
    const { cloud, organization, editor, license } = await studio(engine, 4);
    for (let round = 0; round < 4; round++) {
      const machine = cloud.machine(`M-${round}`);
      const lease = (await pick(cloud, editor, machine, license)).leases[0]?.id ?? '';
      const heartbeat = machine.call({});
      const proof = machine.giveUp(lease);
      const [answer] = await Promise.all([
        issueOne(cloud, editor, organization, proof),
        // Refused when it comes behind the proof, as every call that was overtaken.
        cloud
          .as()
          .machine.heartbeat({ call: heartbeat })
          .catch(() => null),
      ]);
      expect(answer.verdict).toEqual({ code: 'frees-seat' });
    }
    expect((await cloud.as(editor).license.show({ license })).leases).toEqual([]);
    expect(await cloud.store.db.selectFrom('overlap').selectAll().execute()).toEqual([]);
  });
});
