import { describe, expect, test } from 'vitest';
import { hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from '../licensing/studio.ts';

forEachEngine((engine) => {
  describe('removing people (T5)', () => {
    test('T5: an online lease goes on for 12 hours, assignments end, the person gets a mail and keeps the account', async () => {
      const { cloud, organization, manager, editor, license } = await studio(engine);
      const named = await cloud.addLicense(organization, { kind: 'named' });
      await cloud.as(manager).license.assign({ licenses: [named], person: editor.id });
      const machine = cloud.machine('RENDER-03');
      await pick(cloud, editor, machine, license);
      const graceEndsAt = noon + 12 * hour;

      const removed = await cloud.as(manager).team.remove({ organization, people: [editor.id] });
      const seats = [{ license: 'Graphics XR', machine: 'RENDER-03', graceEndsAt }];
      expect(removed).toEqual({ people: [{ outcome: 'removed', person: editor.id, seats, keys: 0 }] });
      expect(cloud.letters).toMatchObject([
        { to: editor.email, subject: 'You no longer belong to Northlight Studios on Greenroom' },
      ]);
      expect((await cloud.as(manager).license.show({ license: named })).assignees).toEqual([]);
      await expect(cloud.as(editor).organization.show({ organization })).rejects.toMatchObject({ code: 'not-found' });
      expect(await cloud.as(editor).organization.list({})).toEqual([]);

      expect((await beat(cloud, machine)).leases).toMatchObject([
        { leaseEndsAt: graceEndsAt, unassignGraceEndsAt: graceEndsAt },
      ]);
      expect((await cloud.as(manager).license.show({ license })).availability).toBe('in-use');
      cloud.clock.time = graceEndsAt;
      expect(await beat(cloud, machine)).toMatchObject({
        leases: [],
        notices: [{ reason: 'unassigned', by: 'Ingrid' }],
      });
      expect((await cloud.as(manager).license.show({ license })).availability).toBe('free');
    });

    test('T5: is refused while an offline lease is out, which names the machine; then nothing has changed', async () => {
      const { cloud, organization, manager, editor, license } = await studio(engine);
      await pick(cloud, editor, cloud.machine('FB-OB-2'), license);
      await cloud.store.db.updateTable('lease').set({ mode: 'offline' }).execute();
      const remove = () => cloud.as(manager).team.remove({ organization, people: [editor.id] });
      await expect(remove()).rejects.toMatchObject({ code: 'seat-is-offline', details: { machine: 'FB-OB-2' } });
      expect((await cloud.as(editor).organization.show({ organization })).role).toBe('editor');
      expect(cloud.letters).toEqual([]);
      await expect(cloud.as(editor).team.leave({ organization })).rejects.toMatchObject({ code: 'seat-is-offline' });
      // After its end and its lease grace nothing runs there any more.
      cloud.clock.time += 24 * hour + 72 * hour + 1;
      expect((await remove()).people).toMatchObject([{ outcome: 'removed', seats: [] }]);
    });

    test('T5: several at once: each is answered for themselves', async () => {
      const { cloud, organization, manager, owner, editor, member, license } = await studio(engine);
      await pick(cloud, editor, cloud.machine('FB-OB-2'), license);
      await cloud.store.db.updateTable('lease').set({ mode: 'offline' }).execute();
      const people = [editor.id, member.id, owner.id, 'P-unknown', member.id];
      const { people: answers } = await cloud.as(manager).team.remove({ organization, people });
      expect(answers).toMatchObject([
        { person: editor.id, outcome: 'seat-is-offline', machine: 'FB-OB-2' },
        { person: member.id, outcome: 'removed' },
        { person: owner.id, outcome: 'not-allowed' },
        { person: 'P-unknown', outcome: 'not-found' },
      ]);
      expect(cloud.letters.map(({ to }) => to)).toEqual([member.email]);
      const { entries } = await cloud.as(manager).team.list({ organization });
      expect(entries).toMatchObject(['Amara', 'Ingrid', 'Jo'].map((name) => ({ person: { name } })));
    });

    test('T5: the last Owner stays; a member leaves by themselves', async () => {
      const { cloud, organization, owner, member } = await studio(engine);
      const remove = cloud.as(owner).team.remove({ organization, people: [owner.id] });
      await expect(remove).rejects.toMatchObject({ code: 'last-owner' });
      await expect(cloud.as(owner).team.leave({ organization })).rejects.toMatchObject({ code: 'last-owner' });
      expect(await cloud.as(member).team.leave({ organization })).toEqual({ seats: [] });
      expect(cloud.letters).toMatchObject([
        { to: member.email, subject: 'You have left Northlight Studios on Greenroom' },
      ]);
      await expect(cloud.as(member).team.leave({ organization })).rejects.toMatchObject({ code: 'not-found' });
      const deeds = await cloud.store.db.selectFrom('audit').select(['action', 'person_id']).execute();
      expect(deeds).toContainEqual({ action: 'team.leave', person_id: member.id });
    });

    test('T5: two Owners who remove each other at once: one stays', async () => {
      const { cloud, organization, owner } = await studio(engine);
      const second = await cloud.addPerson('Olga', { [organization]: 'owner' });
      const answers = await Promise.allSettled([
        cloud.as(owner).team.remove({ organization, people: [second.id] }),
        cloud.as(second).team.remove({ organization, people: [owner.id] }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const owners = await cloud.store.db.selectFrom('member').select('id').where('role', '=', 'owner').execute();
      expect(owners).toHaveLength(1);
    });

    test('T5: whoever is removed while they pick has no seat without an end', async () => {
      const { cloud, organization, manager, editor, license } = await studio(engine, 3);
      const machine = cloud.machine();
      await Promise.allSettled([
        pick(cloud, editor, machine, license),
        cloud.as(manager).team.remove({ organization, people: [editor.id] }),
      ]);
      const seats = await cloud.store.db
        .selectFrom('lease')
        .select('unassign_grace_ends_at')
        .where('ended_at', 'is', null)
        .execute();
      for (const seat of seats) expect(seat.unassign_grace_ends_at).toBe(noon + 12 * hour);
    });

    test('T5: whoever is removed while they are assigned a license has none afterwards', async () => {
      const { cloud, organization, manager, owner, member } = await studio(engine);
      const licenses = await Promise.all([1, 2, 3, 4].map(() => cloud.addLicense(organization, { kind: 'named' })));
      const assign = (license: string) => cloud.as(owner).license.assign({ licenses: [license], person: member.id });
      await Promise.allSettled([
        ...licenses.slice(0, 2).map(assign),
        cloud.as(manager).team.remove({ organization, people: [member.id] }),
        ...licenses.slice(2).map(assign),
      ]);
      const left = await cloud.store.db.selectFrom('assignment').selectAll().execute();
      expect(left).toEqual([]);
    });

    test('T5: a lease of a person who was removed cannot be renewed offline in their name', async () => {
      const { cloud, organization, manager, editor, license } = await studio(engine);
      await pick(cloud, editor, cloud.machine(), license);
      const [lease] = (await cloud.as(manager).license.show({ license })).leases;
      await cloud.as(manager).team.remove({ organization, people: [editor.id] });
      await cloud.store.db.updateTable('lease').set({ mode: 'offline' }).execute();
      const renewal = cloud.as(manager).offline.renew({ lease: lease?.id ?? '', days: 30 });
      await expect(renewal).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('changing roles (T6)', () => {
    test('T6: Managers give roles up to Manager; the last Owner stays one', async () => {
      const { cloud, organization, manager, owner, member } = await studio(engine);
      const set = (by: { id: string }, person: string, role: 'owner' | 'manager' | 'member' | 'editor') =>
        cloud.as(by).team.setRole({ organization, person, role });
      expect(await set(manager, member.id, 'manager')).toEqual({ seats: [] });
      await expect(set(manager, member.id, 'owner')).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(set(manager, owner.id, 'member')).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(set(owner, owner.id, 'manager')).rejects.toMatchObject({ code: 'last-owner' });
      await set(owner, manager.id, 'owner');
      expect(await set(owner, owner.id, 'manager')).toEqual({ seats: [] });
      await expect(set(manager, 'P-unknown', 'member')).rejects.toMatchObject({ code: 'not-found' });
    });

    test('T6: a seat that only the old role allowed gets the grace; the old role lifts it again', async () => {
      const { cloud, organization, manager, editor, license } = await studio(engine);
      const machine = cloud.machine('RENDER-03');
      await pick(cloud, editor, machine, license);
      const set = (role: 'editor' | 'reader') =>
        cloud.as(manager).team.setRole({ organization, person: editor.id, role });
      expect((await set('reader')).seats).toEqual([
        { license: 'Graphics XR', machine: 'RENDER-03', graceEndsAt: noon + 12 * hour },
      ]);
      expect((await beat(cloud, machine)).leases).toMatchObject([{ unassignGraceEndsAt: noon + 12 * hour }]);
      expect((await set('editor')).seats).toEqual([]);
      expect((await beat(cloud, machine)).leases).toMatchObject([{ unassignGraceEndsAt: null }]);
    });
  });
});
