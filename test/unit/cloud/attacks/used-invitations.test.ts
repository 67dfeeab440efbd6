import { describe, expect, it } from 'vitest';
import { invitationLink } from '../../../support/invitation-link.ts';
import { forEachEngine } from '../../../support/store.ts';
import { password } from '../../../support/account-cloud.ts';
import { cloudWithMail } from '../../../support/account-mail.ts';

const day = 86_400_000;
const consents = { terms: '1', privacy: '1' };
const kim = { firstName: 'Kim', lastName: 'Berg', password, consents };

/** A studio whose Owner has invited Jo, who has an account. */
async function invited(engine: 'sqlite' | 'postgres') {
  const cloud = await cloudWithMail(engine);
  const organization = await cloud.addOrganization('Studio');
  const ingrid = await cloud.addPerson('Ingrid', { [organization]: 'owner' });
  const jo = await cloud.addPerson('Jo');
  const owner = cloud.as({ token: await cloud.tokenOf(ingrid.email) });
  const invitee = cloud.as({ token: await cloud.tokenOf(jo.email) });
  const { addresses } = await owner.team.invite({ organization, addresses: [jo.email], role: 'manager' });
  return { cloud, organization, owner, invitee, jo, invitation: addresses[0]?.invitation ?? '' };
}
type Invited = Awaited<ReturnType<typeof invited>>;

/** What can have happened to an invitation before somebody tries it, once more. */
const before: Record<string, (studio: Invited) => Promise<unknown>> = {
  used: ({ invitee, invitation }) => invitee.invitation.accept({ invitation }),
  'used by somebody who was removed since': async ({ invitee, owner, organization, invitation, jo }) => {
    await invitee.invitation.accept({ invitation });
    await owner.team.remove({ organization, people: [jo.id] });
  },
  'used by somebody who has left since': async ({ invitee, organization, invitation }) => {
    await invitee.invitation.accept({ invitation });
    await invitee.team.leave({ organization });
  },
  cancelled: ({ owner, organization, invitation }) => owner.team.cancelInvitation({ organization, invitation }),
  'sent again': ({ owner, organization, invitation }) => owner.team.resendInvitation({ organization, invitation }),
  expired: ({ cloud, invitation }) =>
    cloud.store.db
      .updateTable('invitation')
      .set({ expiresAt: new Date(Date.now() - day).toISOString() })
      .where('id', '=', invitation)
      .execute(),
};

forEachEngine((engine) => {
  describe('T3: an invitation is good once', () => {
    it.each(Object.entries(before))('%s: its link opens nothing, by any way', async (_what, happens) => {
      const studio = await invited(engine);
      const { cloud, invitee, invitation } = studio;
      await happens(studio);
      const members = () => cloud.store.db.selectFrom('member').selectAll().execute();
      const then = await members();
      const tries = [
        () => cloud.as().invitation.show(invitationLink(cloud.parts, invitation)),
        () => cloud.as().invitation.signUp({ ...invitationLink(cloud.parts, invitation), ...kim }),
        () => invitee.invitation.accept({ invitation }),
      ];
      for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: 'invitation-ended' });
      expect(await members()).toEqual(then);
    });

    it('accepted several times at once, one joins, once', async () => {
      const { cloud, invitee, invitation, jo } = await invited(engine);
      const answers = await Promise.allSettled(
        Array.from({ length: 5 }, () => invitee.invitation.accept({ invitation })),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
      expect([...new Set(refused)]).toEqual(['invitation-ended']);
      expect(await cloud.store.db.selectFrom('member').where('userId', '=', jo.id).selectAll().execute()).toHaveLength(
        1,
      );
    });

    it('accepted and cancelled at once, one of the two wins and the other is told', async () => {
      const { cloud, owner, organization, invitee, invitation, jo } = await invited(engine);
      const [joined, cancelled] = await Promise.allSettled([
        invitee.invitation.accept({ invitation }),
        owner.team.cancelInvitation({ organization, invitation }),
      ]);
      expect([joined, cancelled].filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const places = await cloud.store.db.selectFrom('member').where('userId', '=', jo.id).selectAll().execute();
      expect(places).toHaveLength(joined.status === 'fulfilled' ? 1 : 0);
    });

    it('somebody else’s is answered like one that never was, and is not used up', async () => {
      const { cloud, invitee, invitation } = await invited(engine);
      const max = await cloud.addPerson('Max');
      const stranger = cloud.as({ token: await cloud.tokenOf(max.email) });
      for (const id of [invitation, 'I-never'])
        await expect(stranger.invitation.accept({ invitation: id })).rejects.toMatchObject({
          code: 'not-found',
          details: {},
        });
      expect((await invitee.invitation.accept({ invitation })).memberships).toMatchObject([{ role: 'manager' }]);
    });
  });
});
