import { describe, expect, it, vi } from 'vitest';
import type { Role } from '#shared/models/role.ts';
import { invitationLink } from '../../../support/invitation-link.ts';
import { testPassword } from '../../../support/cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { signOnStudio } from './studio.ts';

const consents = { terms: '1', privacy: '1' };
const kim = { firstName: 'Kim', lastName: 'Berg', password: testPassword, consents };

forEachEngine((engine) => {
  describe('an organization whose people must use single sign-on', () => {
    async function strictStudio(options: Parameters<typeof signOnStudio>[1] = {}) {
      const studio = await signOnStudio(engine, options);
      const { cloud, organization, owner } = studio;
      await owner.client.singleSignOn.update({ organization, isRequired: true });
      return {
        ...studio,
        async invite(email: string, role: Role = 'editor') {
          const { addresses } = await owner.client.team.invite({ organization, addresses: [email], role });
          return invitationLink(cloud.parts, addresses[0]?.invitation ?? '');
        },
        /** By the provider: where the browser is led, and who is signed in then. */
        async come(email: string, login: string) {
          const { browser, callback } = await studio.upToTheCallback(email, { login });
          const { status, headers } = await browser.open(callback);
          return { status, to: headers.get('location'), who: await studio.whoIs(browser) };
        },
        byPassword: (email: string) =>
          cloud.client().session.issueToken({ email, password: testPassword, machineName: 'RENDER-03' }),
      };
    }

    it('A1, A8: who is new signs up with the invitation, gets no session by that, and is in through the provider', async () => {
      const email = 'kim@studio.example';
      const studio = await strictStudio({ accounts: { kim: { email } } });
      const { cloud } = studio;
      const link = await studio.invite(email);

      // Whichever door they try first: the provider leads to the invitation, and makes no account.
      expect(await studio.come(email, 'kim')).toEqual({
        status: 303,
        to: `${cloud.url}/invitation/${link.invitation}#${link.token}`,
        who: null,
      });
      const signedUp = await cloud.client().invitation.signUp({ ...link, ...kim });
      expect(signedUp).toEqual({ state: 'use-single-sign-on' });
      await expect(studio.byPassword(email)).rejects.toMatchObject({ code: 'use-single-sign-on' });
      expect(await studio.come(email, 'kim')).toEqual({ status: 200, to: null, who: email });
    });

    it('A1, A8: who need not use it, an Owner or somebody of another domain, is signed in as they sign up', async () => {
      const studio = await strictStudio();
      for (const [email, role] of [
        ['kari@studio.example', 'owner'],
        ['kim@freelance.example', 'editor'],
      ] as const) {
        const link = await studio.invite(email, role);
        expect(await studio.cloud.client().invitation.signUp({ ...link, ...kim })).toMatchObject({
          state: 'signed-in',
          person: { email },
        });
      }
    });

    it('A8: an account that was there is opened by its own password until it has joined; then the provider does', async () => {
      const accounts = { jo: { email: '' } };
      const studio = await strictStudio({ accounts });
      const jo = await studio.cloud.addPerson('Jo', { [await studio.cloud.addOrganization('Fjord')]: 'owner' });
      accounts.jo.email = jo.email;
      const link = await studio.invite(jo.email);

      expect(await studio.come(jo.email, 'jo')).toMatchObject({ status: 303, who: null });
      expect(await studio.links()).toEqual([]);
      expect(await studio.byPassword(jo.email)).toMatchObject({ state: 'signed-in' });
      await jo.client.invitation.accept(link);
      await expect(studio.byPassword(jo.email)).rejects.toMatchObject({ code: 'use-single-sign-on' });
      expect(await studio.come(jo.email, 'jo')).toMatchObject({ status: 200, who: jo.email });
    });

    it('A8: an invitation that is cancelled, or of another organization, leads nowhere', async () => {
      const email = 'kim@studio.example';
      const studio = await strictStudio({ accounts: { kim: { email } } });
      const { cloud, organization, owner } = studio;
      const link = await studio.invite(email);
      await owner.client.team.cancelInvitation({ organization, invitation: link.invitation });
      const fjord = await cloud.addOrganization('Fjord');
      const other = await cloud.addPerson('Kari', { [fjord]: 'owner' });
      await other.client.team.invite({ organization: fjord, addresses: [email], role: 'member' });
      expect(await studio.come(email, 'kim')).toEqual({ status: 403, to: null, who: null });
    });

    it('A4, A8: nobody changes their address to get out of it; within its domains they do', async () => {
      const studio = await strictStudio();
      const { cloud, organization, owner } = studio;
      await cloud.vendor.signOn.confirmDomain({ organization, domain: 'studio.no' });
      const jo = await cloud.addPerson('Jo', { [organization]: 'manager' });
      const change = (of: typeof jo, email: string) =>
        of.client.account.requestEmail({ email, password: testPassword });

      await expect(change(jo, 'jo@home.example')).rejects.toMatchObject({
        code: 'address-of-organization',
        data: { organization: 'Northlight' },
      });
      expect(await change(jo, 'jo@studio.no')).toHaveProperty('expiresAt');
      expect(await change(owner, 'ingrid@home.example')).toHaveProperty('expiresAt');

      // Asked for while it was not required: the link does not lead out of it either.
      await owner.client.singleSignOn.update({ organization, isRequired: false });
      await change(jo, 'jo@home.example');
      const [mail] = await vi.waitFor(async () => {
        const found = await cloud.client().outbox.list({ words: 'home.example' });
        expect(found.map(({ to }) => to)).toContain('jo@home.example');
        return found.filter(({ to }) => to === 'jo@home.example');
      }, 5_000);
      const token = /#(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
      await owner.client.singleSignOn.update({ organization, isRequired: true });
      const confirm = () => cloud.client().account.confirmEmail({ token });
      await expect(confirm()).rejects.toMatchObject({ code: 'address-of-organization' });
      await owner.client.singleSignOn.update({ organization, isRequired: false });
      expect(await confirm()).toMatchObject({ email: 'jo@home.example' });
    });
  });
});
