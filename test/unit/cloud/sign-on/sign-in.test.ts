import { describe, expect, it } from 'vitest';
import { testPassword } from '../../../support/cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { signOnStudio } from './studio.ts';

forEachEngine((engine) => {
  describe('signing in at the provider of an organization', () => {
    it('A8: a member comes back signed in, linked by the account at the provider, and goes on where they were', async () => {
      const accounts = { jo: { email: 'jo@studio.example', email_verified: true } };
      const studio = await signOnStudio(engine, { accounts });
      const { cloud, organization, provider } = studio;
      const jo = await cloud.addPerson('Jo', { [organization]: 'editor' });
      accounts.jo.email = jo.email.toUpperCase();

      const { browser, status, page } = await studio.signIn(jo.email, { login: 'jo', to: '/device?code=K7QF-2M9D' });

      expect(status).toBe(200);
      expect(page).toContain(`content="0;url=${cloud.url}/device?code=K7QF-2M9D"`);
      expect(await studio.whoIs(browser)).toBe(jo.email);
      expect([...browser.cookiesOf(cloud.url).keys()]).toEqual(['greenroom.session_token']);
      const links = await cloud.parts.store.db
        .selectFrom('account')
        .select(['providerId', 'accountId', 'userId'])
        .where('providerId', '!=', 'credential')
        .execute();
      expect(links).toEqual([{ providerId: provider.issuer, accountId: 'jo', userId: jo.id }]);
      const deeds = (await studio.deeds()).slice(-2);
      expect(deeds).toMatchObject([
        { action: 'singleSignOn.link', organization_id: organization, subject: jo.id },
        { action: 'session.sign-in', person_id: jo.id, details: { by: 'single-sign-on', organization } },
      ]);
      expect(
        await cloud.client().session.issueToken({ email: jo.email, password: testPassword, machineName: 'R' }),
      ).toMatchObject({ state: 'signed-in' });
    });
  });
});
