import { describe, expect, it } from 'vitest';
import { hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { pick, studio } from '../licensing/studio.ts';

forEachEngine((engine) => {
  describe('how somebody is called here (T11)', () => {
    it('T11: name and note are of this organization alone; the account stays as it is', async () => {
      const { cloud, organization, manager, editor } = await studio(engine);
      const other = await cloud.addOrganization('Fjord');
      await cloud.addPerson('Olga', { [other]: 'owner' });
      const kept = { called: 'Jo (night shift)', note: 'Two lines:\nRENDER-03 <b>only</b>' };
      expect(await cloud.as(manager).team.describe({ organization, person: editor.id, ...kept })).toEqual(kept);
      const shown = await cloud.as(manager).team.show({ organization, person: editor.id });
      expect(shown).toMatchObject({ entry: { called: kept.called, person: { name: 'Jo' } }, note: kept.note });
      const { entries } = await cloud.as(manager).team.list({ organization, find: 'night' });
      expect(entries).toMatchObject([{ called: kept.called, person: { name: 'Jo', email: editor.email } }]);
      const account = await cloud.store.db.selectFrom('user').select('name').where('id', '=', editor.id).execute();
      expect(account).toEqual([{ name: 'Jo' }]);
      // What is left out stays; null takes it away.
      await cloud.as(manager).team.describe({ organization, person: editor.id, called: null });
      expect(await cloud.as(manager).team.show({ organization, person: editor.id })).toMatchObject({
        entry: { called: null },
        note: kept.note,
      });
    });

    it('T11: is on record with what changed; the text of a note is not, so that deleting it deletes it', async () => {
      const { cloud, organization, manager, editor } = await studio(engine);
      const describe_ = (called: string | null, note: string | null) =>
        cloud.as(manager).team.describe({ organization, person: editor.id, called, note });
      await describe_('Jo 2', 'a secret');
      await describe_('Jo 2', 'a secret');
      const deeds = await cloud.store.db.selectFrom('audit').select(['action', 'subject', 'details']).execute();
      expect(deeds).toEqual([
        {
          action: 'team.describe',
          subject: editor.id,
          details: JSON.stringify({ called: { from: null, to: 'Jo 2' }, note: 'written' }),
        },
      ]);
    });

    it.each(['two\nlines', 'a\u0000b', 'x\u202Ey', '   ', 'x'.repeat(81)])(
      'T11: refuses %j as a name',
      async (called) => {
        const { cloud, organization, manager, editor } = await studio(engine);
        const wish = { organization, person: editor.id, called };
        await expect(cloud.as(manager).team.describe(wish)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
        const note = called.length > 80 ? 'x'.repeat(1_001) : called.replace('\n', '\u0007');
        await expect(cloud.as(manager).team.describe({ organization, person: editor.id, note })).rejects.toMatchObject({
          code: 'BAD_REQUEST',
        });
      },
    );

    it('T11: nobody can be described who never was here', async () => {
      const { cloud, manager, organization } = await studio(engine);
      const wish = { organization, person: 'P-unknown', called: 'X' };
      await expect(cloud.as(manager).team.describe(wish)).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('who was removed (T5, T7)', () => {
    it('T5: is kept as they were: name, note, when and by whom; in the list where it is asked for', async () => {
      const { cloud, organization, manager, member } = await studio(engine);
      const as = cloud.as(manager);
      await as.team.describe({ organization, person: member.id, called: 'Sindre B', note: 'left in spring' });
      await as.team.remove({ organization, people: [member.id] });
      const { entries, totals } = await as.team.list({ organization });
      expect(entries.map((entry) => entry.kind)).toEqual(['person', 'person', 'person']);
      expect(totals).toMatchObject({ removed: 1, verified: 3 });
      const removed = {
        kind: 'former',
        person: { id: member.id, name: 'Sindre', email: member.email },
        called: 'Sindre B',
        role: 'member',
        removedAt: noon,
        removedBy: 'Ingrid',
        hasLeft: false,
      };
      expect((await as.team.list({ organization, states: ['removed'] })).entries).toEqual([removed]);
      expect(await as.team.show({ organization, person: member.id })).toEqual({
        entry: removed,
        note: 'left in spring',
        licenses: [],
      });
      // A later change of the account is none of the organization's business.
      await cloud.store.db.updateTable('user').set({ name: 'Elsewhere' }).where('id', '=', member.id).execute();
      expect((await as.team.list({ organization, states: ['removed'] })).entries).toEqual([removed]);
    });

    it('T5: who left by themselves was removed by nobody', async () => {
      const { cloud, organization, manager, member } = await studio(engine);
      await cloud.as(member).team.leave({ organization });
      const { entries } = await cloud.as(manager).team.list({ organization, states: ['removed'] });
      expect(entries).toMatchObject([{ person: { id: member.id }, removedBy: null, hasLeft: true }]);
    });

    it('T5: invited again, they are called as before, and the note is back', async () => {
      const { cloud, organization, manager, member } = await studio(engine);
      const as = cloud.as(manager);
      await as.team.describe({ organization, person: member.id, called: 'Sindre B', note: 'good at night' });
      await as.team.remove({ organization, people: [member.id] });
      const { addresses } = await as.team.invite({ organization, addresses: [member.email], role: 'editor' });
      const invitation = addresses[0]?.invitation ?? '';
      expect((await as.team.list({ organization, states: ['pending'] })).entries).toMatchObject([
        { email: member.email, called: 'Sindre B' },
      ]);
      await cloud.as(member).invitation.accept({ invitation });
      expect(await as.team.show({ organization, person: member.id })).toMatchObject({
        entry: { kind: 'person', called: 'Sindre B', role: 'editor' },
        note: 'good at night',
      });
      expect((await as.team.list({ organization })).totals).toMatchObject({ removed: 0, pending: 0, verified: 4 });
    });

    it('T7: the record is deleted only when no license is assigned and no seat is left; the account stays', async () => {
      const { cloud, organization, manager, editor, license } = await studio(engine);
      const as = cloud.as(manager);
      const forget = () => as.team.forget({ organization, person: editor.id });
      const named = await cloud.addLicense(organization, { kind: 'named' });
      await as.license.assign({ licenses: [named], person: editor.id });
      await pick(cloud, editor, cloud.machine('RENDER-03'), license);
      await expect(forget()).rejects.toMatchObject({
        code: 'person-in-use',
        details: { isMember: true, licenses: ['Graphics XR'], seats: [{ machine: 'RENDER-03' }] },
      });
      await as.team.remove({ organization, people: [editor.id] });
      // The grace of unassigning is a seat as well.
      await expect(forget()).rejects.toMatchObject({
        code: 'person-in-use',
        details: {
          isMember: false,
          licenses: [],
          seats: [{ license: 'Graphics XR', machine: 'RENDER-03', until: noon + 12 * hour }],
        },
      });
      cloud.clock.time += 25 * hour;
      expect(await forget()).toEqual({});
      await expect(as.team.show({ organization, person: editor.id })).rejects.toMatchObject({ code: 'not-found' });
      expect((await as.team.list({ organization, states: ['removed'] })).entries).toEqual([]);
      await expect(forget()).rejects.toMatchObject({ code: 'not-found' });
      expect(await cloud.as(editor).organization.list({})).toEqual([]);
      const deeds = await cloud.store.db.selectFrom('audit').select('action').orderBy('at').orderBy('id').execute();
      expect(deeds.filter(({ action }) => action === 'team.forget')).toHaveLength(1);
    });

    it('T7: a lease that is out offline stands in the way as long as its machine may run', async () => {
      const { cloud, organization, manager, editor, license } = await studio(engine);
      await pick(cloud, editor, cloud.machine('FB-OB-2'), license);
      await cloud.as(manager).team.remove({ organization, people: [editor.id] });
      await cloud.store.db.updateTable('lease').set({ mode: 'offline', unassign_grace_ends_at: null }).execute();
      const forget = () => cloud.as(manager).team.forget({ organization, person: editor.id });
      await expect(forget()).rejects.toMatchObject({
        code: 'person-in-use',
        details: { seats: [{ machine: 'FB-OB-2' }] },
      });
      cloud.clock.time += 24 * hour + 72 * hour + 1;
      expect(await forget()).toEqual({});
    });

    it('T7: forgotten and invited again, nothing of before is left', async () => {
      const { cloud, organization, manager, member } = await studio(engine);
      const as = cloud.as(manager);
      await as.team.describe({ organization, person: member.id, called: 'Sindre B', note: 'gone' });
      await as.team.remove({ organization, people: [member.id] });
      await as.team.forget({ organization, person: member.id });
      const { addresses } = await as.team.invite({ organization, addresses: [member.email], role: 'member' });
      await cloud.as(member).invitation.accept({ invitation: addresses[0]?.invitation ?? '' });
      expect(await as.team.show({ organization, person: member.id })).toMatchObject({
        entry: { called: null },
        note: null,
      });
    });
  });
});
