import { expect, onTestFinished, test } from 'vitest';
import { startDeliveries } from '#cloud/integrations/worker.ts';
import { deleteDueAccounts } from '#cloud/operations/account-delete.ts';
import type { Letter } from '#cloud/mail/port.ts';
import type { Engine } from '#cloud/store/open.ts';
import { day, hour } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { receiver } from '../../../support/receiver.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from '../licensing/studio.ts';

forEachEngine((engine) => {
  /** A studio in which everybody's password is right. */
  async function studioWithPasswords(of: Engine = engine) {
    const made = await studio(of);
    const { cloud } = made;
    Object.assign(cloud.parts.auth, {
      checkPassword: async () => {},
      listSessions: async () => [],
    });
    const ask = (person: { id: string; email: string }, confirmation = person.email) =>
      cloud.as(person).account.requestDeletion({ password: 'right', confirmation });
    const goRound = () => deleteDueAccounts(cloud.parts);
    const isThere = async (person: { id: string }) =>
      (await cloud.store.db.selectFrom('user').select('id').where('id', '=', person.id).execute()).length === 1;
    return { ...made, ask, goRound, isThere };
  }

  test('A7: an account is deleted 14 days after that was asked for, and not a moment before', async () => {
    const { cloud, editor, ask, goRound, isThere } = await studioWithPasswords();
    expect(await ask(editor)).toEqual({ dueAt: noon + 14 * day });
    cloud.clock.time += day;
    expect(await ask(editor), 'asking again moves nothing').toEqual({ dueAt: noon + 14 * day });
    expect((await cloud.as(editor).account.show({})).deletion).toEqual({ requestedAt: noon, dueAt: noon + 14 * day });
    cloud.clock.time = noon + 14 * day - 1;
    await goRound();
    expect(await isThere(editor)).toBe(true);
    cloud.clock.time += 1;
    await goRound();
    expect(await isThere(editor)).toBe(false);
    await expect.poll(() => cloud.letters.length).toBe(2);
    const told = (cloud.letters as Letter[]).map(({ to, subject }) => `${to}: ${subject}`);
    expect(told.toSorted()).toEqual([
      `${editor.email}: The deletion of your Greenroom account was asked for`,
      `${editor.email}: Your Greenroom account is deleted`,
    ]);
    await goRound();
    expect(cloud.letters).toHaveLength(2);
  });

  test('A7: it needs the address, typed, and the password', async () => {
    const { cloud, editor, ask } = await studioWithPasswords();
    await expect(ask(editor, 'jo')).rejects.toMatchObject({ code: 'invalid-input' });
    const { Failure } = await import('#shared/errors.ts');
    Object.assign(cloud.parts.auth, {
      checkPassword: () => Promise.reject(new Failure('wrong-credentials', {})),
    });
    await expect(ask(editor)).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect((await cloud.as(editor).account.show({})).deletion).toBeNull();
  });

  test('A7: it is cancelled at any time before, which is mailed too', async () => {
    const { cloud, editor, ask, goRound, isThere } = await studioWithPasswords();
    await ask(editor);
    await cloud.as(editor).account.cancelDeletion({});
    await cloud.as(editor).account.cancelDeletion({});
    cloud.clock.time += 15 * day;
    await goRound();
    expect(await isThere(editor)).toBe(true);
    await expect.poll(() => cloud.letters).toMatchObject([{}, { subject: 'Your Greenroom account is kept' }]);
    const deeds = await cloud.store.db.selectFrom('audit').select('action').orderBy('id').execute();
    expect(deeds.map(({ action }) => action).toSorted()).toEqual([
      'account.cancel-deletion',
      'account.request-deletion',
    ]);
  });

  test('A7: the last Owner among others is refused with the reason, beforehand and when it is due', async () => {
    const { cloud, organization, owner, ask, goRound, isThere } = await studioWithPasswords();
    const refusals = [{ why: 'last-owner', organization: 'Northlight Studios' }];
    expect((await cloud.as(owner).account.previewDeletion({})).refusals).toEqual(refusals);
    await expect(ask(owner)).rejects.toMatchObject({ code: 'deletion-refused', details: { refusals } });

    const second = await cloud.addPerson('Olga', { [organization]: 'owner' });
    await ask(owner);
    await cloud.as(owner).team.setRole({ organization, person: second.id, role: 'member' });
    cloud.clock.time += 14 * day;
    await goRound();
    await goRound();
    expect(await isThere(owner)).toBe(true);
    const heldUp = () => cloud.letters.filter(({ to }) => to === owner.email);
    await expect.poll(() => heldUp().length, { message: 'told once' }).toBe(2);
    expect(heldUp()[1]).toMatchObject({ subject: 'Your Greenroom account could not be deleted yet' });

    await cloud.as(owner).team.setRole({ organization, person: second.id, role: 'owner' });
    await goRound();
    expect(await isThere(owner)).toBe(false);
  });

  test('A7: it is refused while an offline lease is out, which names the machine', async () => {
    const { cloud, editor, license, ask } = await studioWithPasswords();
    await pick(cloud, editor, cloud.machine('FB-OB-2'), license);
    await cloud.store.db.updateTable('lease').set({ mode: 'offline' }).execute();
    const preview = await cloud.as(editor).account.previewDeletion({});
    expect(preview.refusals).toMatchObject([{ why: 'seat-is-offline', license: 'Graphics XR', machine: 'FB-OB-2' }]);
    await expect(ask(editor)).rejects.toMatchObject({ code: 'deletion-refused' });
    // After its end and its lease grace nothing runs there any more.
    cloud.clock.time += 24 * hour + 72 * hour + 1;
    expect(await ask(editor)).toEqual({ dueAt: cloud.clock.time + 14 * day });
  });

  test('A7: memberships end as by removal, a lease keeps no person and ends after the grace', async () => {
    const { cloud, organization, manager, editor, license, ask, goRound } = await studioWithPasswords();
    const named = await cloud.addLicense(organization, { kind: 'named' });
    await cloud.as(manager).license.assign({ licenses: [named], person: editor.id });
    await ask(editor);
    cloud.clock.time += 14 * day;
    const machine = cloud.machine('RENDER-03');
    await pick(cloud, editor, machine, license);
    expect((await cloud.as(editor).account.previewDeletion({})).seats).toEqual([
      { license: 'Graphics XR', machine: 'RENDER-03' },
    ]);
    await goRound();

    const graceEndsAt = cloud.clock.time + 12 * hour;
    const leases = await cloud.store.db.selectFrom('lease').selectAll().execute();
    expect(leases).toMatchObject([{ person_id: null, ended_by: null, unassign_grace_ends_at: graceEndsAt }]);
    expect(await cloud.store.db.selectFrom('assignment').selectAll().execute()).toEqual([]);
    expect((await cloud.as(manager).organization.show({ organization })).people).toBe(3);
    expect((await beat(cloud, machine)).leases[0]?.leaseEndsAt).toBeLessThanOrEqual(graceEndsAt);
    cloud.clock.time = graceEndsAt;
    expect((await beat(cloud, machine)).leases).toEqual([]);
  });

  test('A7: nothing in the cloud names the person any more; the audit log says “Deleted person”', async () => {
    const { cloud, organization, manager, owner, editor, ask, goRound } = await studioWithPasswords();
    const { db } = cloud.store;
    const farm = await receiver((response, { body }) => response.end(body));
    await cloud.as(owner).webhook.create({ organization, name: 'Farm', url: farm.url, events: ['people'] });
    onTestFinished(startDeliveries(cloud.parts, { interval: 10 }));
    await cloud.as(manager).team.setRole({ organization, person: editor.id, role: 'manager' });
    await cloud.as(editor).account.rename({ name: 'Johanna Bergström' });
    await cloud.as(editor).account.agree({ kind: 'terms', version: '1' });
    await cloud.as(editor).account.choosePrivacy({ productNews: true, analytics: true });
    await cloud.as(editor).team.invite({ organization, addresses: ['kim@studio.example'], role: 'member' });
    const told = () => db.selectFrom('webhook_delivery').select(['state', 'body', 'answer']).execute();
    await expect.poll(async () => (await told()).filter(({ state }) => state === 'delivered').length).toBe(2);
    expect(JSON.stringify(await told())).toContain('Johanna');
    await ask(editor);
    cloud.clock.time += 14 * day;
    await goRound();

    // Of the two calls before nothing is left but that they were made; leaving was told without a name.
    await expect.poll(async () => (await told()).filter(({ state }) => state === 'delivered').length).toBe(3);
    expect((await told()).filter(({ body, answer }) => body === null && answer === null)).toHaveLength(2);
    await db.updateTable('webhook_delivery').set({ body: null, answer: null }).execute();

    const tables = await db.introspection.getTables();
    const rows = await Promise.all(
      tables
        .filter(({ isView }) => !isView)
        .map(async ({ name }) => [
          name,
          JSON.stringify(
            await db
              .selectFrom(name as 'user')
              .selectAll()
              .execute(),
          ),
        ]),
    );
    for (const word of [editor.email, 'Johanna'])
      expect(rows.filter(([, content]) => content?.includes(word)).map(([name]) => name)).toEqual([]);
    expect(
      rows
        .filter(([, content]) => content?.includes(editor.id))
        .map(([name]) => name)
        .toSorted((a = '', b = '') => a.localeCompare(b)),
    ).toEqual(['audit', 'deleted_person']);

    const { rows: log } = await cloud.as(owner).audit.list({ organization });
    expect(log.filter(({ who }) => who.id === editor.id).map(({ who, action }) => [action, who.name])).toEqual([
      ['team.leave', text.audit.deletedPerson],
      ['team.invite', text.audit.deletedPerson],
    ]);
    const given = log.find(({ action }) => action === 'team.setRole');
    expect(given && text.audit.sentence(given)).toMatch(/^Made Deleted person /);
    const invitations = await db.selectFrom('invitation').select(['email', 'inviterId', 'status']).execute();
    expect(invitations).toEqual([{ email: 'kim@studio.example', inviterId: null, status: 'pending' }]);
  });

  test('A7: an organization in which nobody else is, is closed with the account', async () => {
    const { cloud, ask, goRound, isThere } = await studioWithPasswords();
    const own = await cloud.addOrganization('Solo');
    const solo = await cloud.addPerson('Solveig', { [own]: 'owner' });
    const license = await cloud.addLicense(own);
    const machine = cloud.machine('HOME');
    expect(await cloud.as(solo).account.previewDeletion({})).toMatchObject({
      refusals: [],
      organizations: [{ name: 'Solo', isAlone: true }],
    });
    await ask(solo);
    cloud.clock.time += 14 * day;
    await pick(cloud, solo, machine, license);
    expect((await cloud.as(solo).account.previewDeletion({})).seats, 'they do not go on').toEqual([]);
    await goRound();

    expect(await isThere(solo)).toBe(false);
    const details = await cloud.store.db
      .selectFrom('organization_details')
      .select(['closed_at', 'closed_by'])
      .where('organization_id', '=', own)
      .execute();
    expect(details).toEqual([{ closed_at: cloud.clock.time, closed_by: null }]);
    expect((await beat(cloud, machine)).leases).toEqual([]);
    const deeds = await cloud.store.db
      .selectFrom('audit')
      .select(['action', 'actor'])
      .where('organization_id', '=', own)
      .where('action', '=', 'organization.close')
      .execute();
    expect(deeds).toEqual([{ action: 'organization.close', actor: text.audit.deletedPerson }]);
  });

  test('A7: of two clouds that go round at once, one deletes', async () => {
    const { cloud, editor, ask, goRound } = await studioWithPasswords();
    await ask(editor);
    cloud.clock.time += 14 * day;
    await Promise.all([goRound(), goRound()]);
    await expect.poll(() => cloud.letters.length).toBe(2);
    const deeds = await cloud.store.db
      .selectFrom('audit')
      .select('action')
      .where('action', '=', 'account.delete')
      .execute();
    expect(deeds).toHaveLength(1);
  });
});
