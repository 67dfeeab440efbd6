import { describe, expect, it } from 'vitest';
import { offerEnd, offerRefusal } from '#cloud/rules/hand-over.ts';
import { Failure } from '#shared/errors.ts';
import { Role } from '#shared/models/role.ts';
import { day } from '#shared/models/time.ts';
import { accountCloud, password } from '../../../support/account-cloud.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { studio } from '../licensing/studio.ts';

const name = 'Northlight Studios';

describe('handing over ownership: the rules (T6)', () => {
  it('T6: only an Owner offers it, and only to a Manager', () => {
    for (const by of Role.options)
      for (const to of Role.options) expect(offerRefusal({ by, to }) === null).toBe(by === 'owner' && to === 'manager');
  });

  it('T6: an offer ends after 7 days, and when either role is another one or gone', () => {
    const offer = { expiresAt: noon + 7 * day, from: 'owner', to: 'manager' } as const;
    expect(offerEnd(offer, noon + 7 * day - 1)).toBeNull();
    expect(offerEnd(offer, noon + 7 * day)).toBe('expired');
    expect(offerEnd({ ...offer, from: 'manager' }, noon)).toBe('roles-changed');
    expect(offerEnd({ ...offer, to: 'owner' }, noon)).toBe('roles-changed');
    expect(offerEnd({ ...offer, to: null }, noon)).toBe('roles-changed');
  });
});

forEachEngine((engine) => {
  async function offered() {
    const all = await studio(engine);
    const { cloud, organization, owner, manager } = all;
    cloud.parts.auth.checkPassword = async (_, typed) => {
      if (typed !== password) throw new Failure('wrong-credentials', {});
    };
    const offerTo = (person: string, by = owner) =>
      cloud.as(by).team.offerOwnership({ organization, person, name, password });
    const roles = async () =>
      Object.fromEntries(
        (
          await cloud.store.db
            .selectFrom('member')
            .innerJoin('user', 'user.id', 'member.userId')
            .select(['user.name', 'member.role'])
            .where('organizationId', '=', organization)
            .where('role', 'in', ['owner', 'manager'])
            .execute()
        ).map((row) => [row.name, row.role]),
      );
    const { offer, expiresAt } = await offerTo(manager.id);
    return { ...all, offerTo, roles, offer, expiresAt, answer: { organization, offer } };
  }

  describe('handing over ownership (T6)', () => {
    it('T6: accepted, the other is Owner and whoever handed over Manager; both are told, and it is on record', async () => {
      const { cloud, owner, manager, member, roles, answer, expiresAt } = await offered();
      expect(expiresAt).toBe(noon + 7 * day);
      expect(await roles()).toEqual({ Amara: 'owner', Ingrid: 'manager' });
      const seen = { id: answer.offer, from: owner, to: manager, offeredAt: noon, organization: { name } };
      expect(await cloud.as(manager).team.offers({})).toMatchObject([seen]);
      expect(await cloud.as(owner).team.offers({})).toMatchObject([seen]);
      expect(await cloud.as(member).team.offers({})).toEqual([]);
      expect(await cloud.as(manager).team.acceptOwnership(answer)).toEqual({});
      expect(await roles()).toEqual({ Amara: 'manager', Ingrid: 'owner' });
      expect(await cloud.as(manager).team.offers({})).toEqual([]);
      expect(cloud.letters).toMatchObject([
        { to: manager.email, subject: `Amara wants to hand ${name} over to you` },
        { to: manager.email, subject: `You are Owner of ${name}` },
        { to: owner.email, subject: `Ingrid is Owner of ${name} now` },
      ]);
      const deeds = await cloud.store.db.selectFrom('audit').select(['action', 'actor']).orderBy('action').execute();
      expect(deeds).toEqual([
        { action: 'team.acceptOwnership', actor: 'Ingrid' },
        { action: 'team.offerOwnership', actor: 'Amara' },
      ]);
      await expect(cloud.as(manager).team.acceptOwnership(answer)).rejects.toMatchObject({ code: 'hand-over-ended' });
    });

    it('T6: declined or withdrawn, everything stays as it is, and the other side is told', async () => {
      const { cloud, owner, manager, offerTo, roles, answer, organization } = await offered();
      await cloud.as(manager).team.declineOwnership(answer);
      await expect(cloud.as(manager).team.acceptOwnership(answer)).rejects.toMatchObject({ code: 'hand-over-ended' });
      const again = { organization, offer: (await offerTo(manager.id)).offer };
      await cloud.as(owner).team.withdrawOwnership(again);
      for (const end of ['acceptOwnership', 'declineOwnership'] as const)
        await expect(cloud.as(manager).team[end](again)).rejects.toMatchObject({ code: 'hand-over-ended' });
      expect(await roles()).toEqual({ Amara: 'owner', Ingrid: 'manager' });
      expect(cloud.letters.map(({ to }) => to)).toEqual([manager.email, owner.email, manager.email, manager.email]);
    });

    it('T6: after 7 days by the clock it is over; then it can be offered again', async () => {
      const { cloud, manager, offerTo, answer } = await offered();
      cloud.clock.time += 7 * day;
      await expect(cloud.as(manager).team.acceptOwnership(answer)).rejects.toMatchObject({ code: 'hand-over-ended' });
      expect(await cloud.as(manager).team.offers({})).toEqual([]);
      expect((await offerTo(manager.id)).offer).not.toBe(answer.offer);
    });

    it('T6: is refused when either role has changed meanwhile, also when it changed back', async () => {
      const { cloud, owner, manager, offerTo, answer, organization } = await offered();
      const set = (role: Role) => cloud.as(owner).team.setRole({ organization, person: manager.id, role });
      await set('editor');
      await set('manager');
      await expect(cloud.as(manager).team.acceptOwnership(answer)).rejects.toMatchObject({ code: 'hand-over-ended' });
      const second = await cloud.addPerson('Olga', { [organization]: 'owner' });
      const { offer } = await offerTo(manager.id);
      await cloud.as(second).team.remove({ organization, people: [owner.id] });
      const late = cloud.as(manager).team.acceptOwnership({ organization, offer });
      await expect(late).rejects.toMatchObject({ code: 'hand-over-ended' });
    });

    it('T6: one at a time; the same again is the same offer and sends no second mail', async () => {
      const { cloud, manager, offerTo, answer, organization } = await offered();
      expect((await offerTo(manager.id)).offer).toBe(answer.offer);
      expect(cloud.letters).toHaveLength(1);
      const other = await cloud.addPerson('Olga', { [organization]: 'manager' });
      await expect(offerTo(other.id)).rejects.toMatchObject({ code: 'hand-over-open', details: { to: 'Ingrid' } });
      // Another Owner may end it, so that nobody is stuck with it.
      const second = await cloud.addPerson('Olav', { [organization]: 'owner' });
      await cloud.as(second).team.withdrawOwnership(answer);
      expect((await offerTo(other.id)).offer).not.toBe(answer.offer);
    });

    it('T6: needs the right password and the name of the organization, and goes to a Manager of it', async () => {
      const { cloud, organization, owner, manager, member, editor, answer } = await offered();
      await cloud.as(owner).team.withdrawOwnership(answer);
      const wish = { organization, person: manager.id, name, password };
      const offer = (change: Partial<typeof wish>, by = owner) =>
        cloud.as(by).team.offerOwnership({ ...wish, ...change });
      await expect(offer({ password: 'a guess' })).rejects.toMatchObject({ code: 'wrong-credentials' });
      await expect(offer({ name: 'northlight' })).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(offer({ person: editor.id })).rejects.toMatchObject({ code: 'not-a-manager' });
      await expect(offer({ person: owner.id })).rejects.toMatchObject({ code: 'not-a-manager' });
      await expect(offer({ person: 'P-unknown' })).rejects.toMatchObject({ code: 'not-found' });
      for (const by of [manager, member]) await expect(offer({}, by)).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await cloud.as(owner).team.offers({})).toEqual([]);
    });

    it('T6: nobody but the one who was asked answers, and nobody elsewhere learns of it', async () => {
      const { cloud, owner, member, answer } = await offered();
      const other = await cloud.addOrganization('Fjord');
      const stranger = await cloud.addPerson('Olga', { [other]: 'owner' });
      for (const by of [owner, member])
        for (const end of ['acceptOwnership', 'declineOwnership'] as const)
          await expect(cloud.as(by).team[end](answer)).rejects.toMatchObject({ code: 'not-found' });
      await expect(cloud.as(member).team.withdrawOwnership(answer)).rejects.toMatchObject({ code: 'not-allowed' });
      for (const organization of [answer.organization, other])
        for (const end of ['acceptOwnership', 'declineOwnership', 'withdrawOwnership'] as const)
          await expect(cloud.as(stranger).team[end]({ ...answer, organization })).rejects.toMatchObject({
            code: 'not-found',
          });
    });

    it('T6: accepted and withdrawn at once: one of both happens, and there is one Owner', async () => {
      const { cloud, owner, manager, roles, answer } = await offered();
      const answers = await Promise.allSettled([
        cloud.as(manager).team.acceptOwnership(answer),
        cloud.as(owner).team.withdrawOwnership(answer),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(Object.values(await roles()).toSorted()).toEqual(['manager', 'owner']);
    });

    it('T6: accepted while an Owner removes the new one, or leaves: there is an Owner', async () => {
      for (const race of ['remove', 'leave', 'setRole'] as const) {
        const { cloud, organization, owner, manager, roles, answer } = await offered();
        const acts = {
          remove: () => cloud.as(owner).team.remove({ organization, people: [manager.id] }),
          leave: () => cloud.as(owner).team.leave({ organization }),
          setRole: () => cloud.as(owner).team.setRole({ organization, person: manager.id, role: 'member' as const }),
        };
        await Promise.allSettled([cloud.as(manager).team.acceptOwnership(answer), acts[race]()]);
        expect(Object.values(await roles())).toContain('owner');
      }
    });

    it('T6: two offers of two Owners at once: one is made', async () => {
      const { cloud, organization, owner, manager, offerTo, answer } = await offered();
      await cloud.as(owner).team.withdrawOwnership(answer);
      const second = await cloud.addPerson('Olga', { [organization]: 'owner' });
      const answers = await Promise.allSettled([offerTo(manager.id), offerTo(manager.id, second)]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });
  });

  it('T6: a wrong password is on record and counted, as everywhere it is asked for', async () => {
    const cloud = await accountCloud(engine, { limits: { password: { window: 900, max: 2 } } });
    const organization = await cloud.addOrganization(name);
    const owner = await cloud.addPerson('Amara', { [organization]: 'owner' });
    const { id: person } = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
    const { team } = cloud.as({ token: await cloud.tokenOf(owner.email) });
    const offer = (typed: string) => team.offerOwnership({ organization, person, name, password: typed });
    await expect(offer('a guess')).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(await offer(password)).toMatchObject({ offer: expect.stringMatching(/^H-/) });
    await expect(offer(password)).rejects.toMatchObject({ code: 'too-many-attempts' });
    expect(await cloud.deeds()).toEqual(expect.arrayContaining(['account.refused', 'team.offerOwnership']));
  });
});
