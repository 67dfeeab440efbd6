import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offlineLengths } from '#shared/models/offline-lengths.ts';
import { may, Role, rolesIn } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { signedIn } from '#cloud/auth/memberships.ts';
import { forEachEngine } from '../../../support/store.ts';
import { issueOne, sendOffline } from '../licensing/offline.ts';
import { pick, studio } from '../licensing/studio.ts';

const callerFor = (person: { id: string; name: string; email: string }) => ({
  sessionId: 'S-1',
  person,
  isVendor: false,
  sessionExpiresAt: 0,
});

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

forEachEngine((engine) => {
  describe('lengths that are allowed offline', () => {
    async function shortStudio() {
      const made = await studio(engine, 5);
      const { cloud, owner, organization } = made;
      const update = (lengths: (7 | 14 | 30 | 60)[]) =>
        cloud.as(owner).organization.update({ organization, offlineLengths: lengths });
      return { ...made, update };
    }
    const refusal = (lengths: number[]) => ({
      code: 'offline-length-not-allowed',
      details: { lengths, untilEnd: false },
    });

    it('T8: are kept in order, each once; at least one, and only of those there are', async () => {
      const { update } = await shortStudio();
      expect(await update([30, 7, 7])).toMatchObject({ offlineLengths: [7, 30] });
      expect(await codeOf(update([]))).toBe('BAD_REQUEST');
      expect(await codeOf(update([10 as never]))).toBe('BAD_REQUEST');
      expect(await update([60])).toMatchObject({ offlineLengths: [60] });
    });

    it('T8: hold for going offline over the network, for requests, for intakes and for renewals', async () => {
      const { cloud, organization, manager, editor, license, update } = await shortStudio();
      const renewed = cloud.machine('RENEWED');
      const lease = await sendOffline(cloud, { person: editor, organization, license }, renewed, 30);
      await update([7, 14]);

      const connected = cloud.machine('CONNECTED');
      const own = (await pick(cloud, editor, connected, license)).leases[0]?.id ?? '';
      const goOffline = (days: number) => {
        const call = connected.call({ purpose: 'go-offline', lease: own, days });
        return cloud.as(editor).lease.goOffline({ lease: own, call });
      };
      await expect(goOffline(30)).rejects.toMatchObject(refusal([7, 14]));
      expect(await codeOf(goOffline(14))).toBe('done');

      const request = cloud.machine('CARRIED').request();
      const [shown] = await cloud
        .as(editor)
        .offline.examine({ organization, items: [{ text: request, license, days: 60 }] });
      expect(shown?.verdict).toMatchObject({ code: 'refused', failure: refusal([7, 14]) });
      const answer = await issueOne(cloud, editor, organization, { text: request, license, days: 60 });
      expect(answer).toMatchObject({ file: null, verdict: { failure: refusal([7, 14]) } });
      // Nobody chose: the usual 30 days become what is allowed.
      expect(await issueOne(cloud, editor, organization, { text: request, license })).toMatchObject({ days: 14 });

      await expect(cloud.as(manager).offline.renew({ lease, days: 30 })).rejects.toMatchObject(refusal([7, 14]));
    });
  });

  describe('who may buy', () => {
    it('T8: Owners alone, until the organization says that Managers may too', async () => {
      const { cloud, organization, owner, manager } = await studio(engine);
      expect(await cloud.as(manager).organization.show({ organization })).toMatchObject({
        buyers: 'owners',
        owners: [{ name: 'Amara' }],
      });
      expect(await codeOf(cloud.as(manager).organization.update({ organization, buyers: 'managers' }))).toBe(
        'not-allowed',
      );
      await cloud.as(owner).organization.update({ organization, buyers: 'managers' });
      expect(await cloud.as(manager).organization.show({ organization })).toMatchObject({ buyers: 'managers' });
    });
  });

  describe('the simple role set', () => {
    it('T8: is refused by name while somebody is, or is invited to be, Reader or Editor', async () => {
      const { cloud, organization, owner, manager, editor } = await studio(engine);
      const choose = () => cloud.as(owner).organization.update({ organization, roleSet: 'simple' });
      await cloud.as(manager).team.invite({ organization, addresses: ['kim@studio.example'], role: 'reader' });
      await expect(choose()).rejects.toMatchObject({
        code: 'role-set-in-use',
        details: { people: ['Jo', 'kim@studio.example'], others: 0 },
      });
      await cloud.as(manager).team.setRole({ organization, person: editor.id, role: 'member' });
      await expect(choose()).rejects.toMatchObject({ details: { people: ['kim@studio.example'] } });
      // An invitation that is over stands in nobody's way.
      cloud.clock.time += 16 * 24 * 3_600_000;
      expect(await choose()).toMatchObject({ roleSet: 'simple' });
    });

    it('T8: in it nobody becomes Reader or Editor, by role, by invitation or by one that is sent again', async () => {
      const { cloud, organization, owner, manager, editor } = await studio(engine);
      const invite = (role: Role) =>
        cloud.as(manager).team.invite({ organization, addresses: [`${role}@studio.example`], role });
      await invite('editor');
      const { id } = await cloud.store.db.selectFrom('invitation').select('id').executeTakeFirstOrThrow();
      cloud.clock.time += 16 * 24 * 3_600_000;
      await cloud.as(manager).team.setRole({ organization, person: editor.id, role: 'member' });
      await cloud.as(owner).organization.update({ organization, roleSet: 'simple' });
      for (const role of ['reader', 'editor'] as const) {
        const refused = { code: 'role-not-offered', details: { role } };
        await expect(invite(role)).rejects.toMatchObject(refused);
        await expect(cloud.as(manager).team.setRole({ organization, person: editor.id, role })).rejects.toMatchObject(
          refused,
        );
      }
      expect(await codeOf(cloud.as(manager).team.resendInvitation({ organization, invitation: id }))).toBe(
        'role-not-offered',
      );
      expect(await codeOf(invite('manager'))).toBe('done');
      await cloud.as(owner).organization.update({ organization, roleSet: 'full' });
      expect(await codeOf(invite('reader'))).toBe('done');
    });

    it('T8: of the switch and a role given at once, one wins', async () => {
      const { cloud, organization, owner, manager, editor, member } = await studio(engine);
      await cloud.as(manager).team.setRole({ organization, person: editor.id, role: 'member' });
      for (let round = 0; round < 10; round++) {
        await Promise.allSettled([
          cloud.as(owner).organization.update({ organization, roleSet: 'simple' }),
          cloud.as(manager).team.setRole({ organization, person: member.id, role: 'editor' }),
        ]);
        const { roleSet } = await cloud.as(owner).organization.show({ organization });
        const { role } = await cloud.store.db
          .selectFrom('member')
          .select('role')
          .where('userId', '=', member.id)
          .executeTakeFirstOrThrow();
        expect([roleSet, role]).not.toEqual(['simple', 'editor']);
        await cloud.as(owner).organization.update({ organization, roleSet: 'full' });
        await cloud.as(manager).team.setRole({ organization, person: member.id, role: 'member' });
      }
    });

    it('T8: in it a Manager is called Admin, also where a mail invites one', async () => {
      const { cloud, organization, owner, manager, editor } = await studio(engine);
      await cloud.as(manager).team.setRole({ organization, person: editor.id, role: 'member' });
      await cloud.as(owner).organization.update({ organization, roleSet: 'simple' });
      cloud.letters.length = 0;
      await cloud.as(manager).team.invite({ organization, addresses: ['kim@studio.example'], role: 'manager' });
      expect(JSON.stringify(cloud.letters)).toContain('Your role there is Admin.');
      const rows = (await cloud.as(manager).audit.list({ organization, text: 'as admin' })).rows;
      expect(rows).toMatchObject([{ action: 'team.invite' }]);
      const { memberships } = await signedIn(cloud.store.db, callerFor(manager));
      expect(memberships).toMatchObject([{ role: 'manager', roleSet: 'simple' }]);
    });
  });

  it('T8: a name is one line, without marks that turn the writing round; markup in it is text', async () => {
    const { cloud, organization, owner } = await studio(engine);
    const rename = (name: string) => cloud.as(owner).organization.update({ organization, name });
    for (const bad of ['', '   ', 'a\nb', 'a\u0000b', 'a\u202Eb', 'x'.repeat(81)])
      expect([bad, await codeOf(rename(bad))]).toEqual([bad, 'BAD_REQUEST']);
    for (const good of ['<img src=x>', '=1+1', '*bold*', ' Studio Ø ', 'x'.repeat(80)])
      expect(await rename(good)).toMatchObject({ name: good.trim() });
  });

  it('T8: whoever lost the role meanwhile changes nothing', async () => {
    const { cloud, organization, owner, editor } = await studio(engine);
    await cloud.as(owner).team.setRole({ organization, person: editor.id, role: 'owner' });
    await cloud.as(editor).team.setRole({ organization, person: owner.id, role: 'member' });
    expect(await codeOf(cloud.as(owner).organization.update({ organization, leaseHours: 1 }))).toBe('not-allowed');
  });
});

describe('roles in words', () => {
  it('T8: Manager is Admin in the simple set; every other role has one name', () => {
    expect(Role.options.map((role) => text.roleName(role, 'full'))).toEqual([
      'Member',
      'Reader',
      'Editor',
      'Manager',
      'Owner',
    ]);
    expect(rolesIn('simple').map((role) => text.roleName(role, 'simple'))).toEqual(['Member', 'Admin', 'Owner']);
  });

  it('T8: buying is for Owners, and for Managers where the organization says so; for nobody else, ever', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Role.options),
        fc.constantFrom('owners' as const, 'managers' as const),
        (role, buyers) => {
          const expected = role === 'owner' || (role === 'manager' && buyers === 'managers');
          expect(may(role, 'license.buy', { buyers })).toBe(expected);
          expect(may(role, 'license.buy')).toBe(role === 'owner');
        },
      ),
    );
    expect(offlineLengths).toEqual([7, 14, 30, 60]);
  });
});
