import { describe, expect, it } from 'vitest';
import { mailsAfter } from '#cloud/operations/later-mails.ts';
import { testPassword } from '../../../support/cloud.ts';
import { createBrowser } from '../../../support/sign-on-browser.ts';
import { forEachEngine } from '../../../support/store.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { signOnStudio } from './studio.ts';

forEachEngine((engine) => {
  describe('signing in at the provider of an organization', () => {
    it('A8: a member comes back signed in, linked by the account at the provider, and goes on where they were', async () => {
      const accounts = { jo: { email: '', email_verified: true } };
      const studio = await signOnStudio(engine, { accounts });
      const { cloud, organization, provider } = studio;
      const jo = await cloud.addPerson('Jo', { [organization]: 'editor' });
      accounts.jo.email = jo.email.toUpperCase();

      const { browser, status, page } = await studio.signIn(jo.email, { login: 'jo', to: '/device?code=K7QF-2M9D' });

      expect(status).toBe(200);
      expect(page).toContain(`content="0;url=${cloud.url}/device?code=K7QF-2M9D"`);
      expect(await studio.whoIs(browser)).toBe(jo.email);
      expect([...browser.cookiesOf(cloud.url).keys()]).toEqual(['greenroom.session_token']);
      expect(await studio.links()).toEqual([{ providerId: provider.issuer, accountId: 'jo', userId: jo.id }]);
      expect((await studio.deeds()).slice(-2)).toMatchObject([
        { action: 'singleSignOn.link', organization_id: organization, subject: jo.id, actor: 'Jo' },
        { action: 'session.sign-in', person_id: jo.id, details: { by: 'single-sign-on', organization } },
      ]);
      // Where it need not be used, the password goes on.
      const credentials = { email: jo.email, password: testPassword, machineName: 'RENDER-03' };
      expect(await cloud.client().session.issueToken(credentials)).toMatchObject({ state: 'signed-in' });
    });

    it('A8: whoever is linked is told by mail, once', async () => {
      const accounts = { jo: { email: '', email_verified: true } };
      const studio = await signOnStudio(engine, { accounts });
      const { cloud, organization } = studio;
      const jo = await cloud.addPerson('Jo', { [organization]: 'editor' });
      accounts.jo.email = jo.email;
      const letters = () => cloud.parts.store.db.selectFrom('outbox').selectAll().where('recipient', '=', jo.email);
      await studio.signIn(jo.email, { login: 'jo' });
      await waitFor(async () => expect(await letters().execute()).toHaveLength(1));
      await studio.signIn(jo.email, { login: 'jo' });
      await new Promise((resolve) => setTimeout(resolve, 2 * mailsAfter));
      const [letter, ...others] = await letters().execute();
      expect(others).toEqual([]);
      expect(letter?.text).toContain('linked to the one you have at');
    });

    it('A8: the browser is sent off with PKCE, state, nonce and its address, and keeps a cookie that no script reads', async () => {
      const studio = await signOnStudio(engine);
      const sent = await createBrowser().open(studio.start('jo@studio.example'));
      expect(sent.status).toBe(303);
      expect(sent.headers.get('cache-control')).toBe('no-store');
      const { origin, searchParams } = new URL(sent.headers.get('location') ?? '');
      expect(origin).toBe(studio.provider.issuer);
      const asked = Object.fromEntries(searchParams);
      expect(asked).toMatchObject({
        response_type: 'code',
        client_id: 'greenroom',
        redirect_uri: studio.redirectUrl,
        scope: 'openid email profile',
        code_challenge_method: 'S256',
        login_hint: 'jo@studio.example',
      });
      for (const value of [asked.state, asked.nonce, asked.code_challenge]) expect(value).toMatch(/^[\w-]{43}$/);
      const [cookie = '', ...others] = sent.headers.getSetCookie();
      expect(others).toEqual([]);
      expect(cookie).toMatch(/^greenroom\.sign-on=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
      const kept = await studio.cloud.parts.store.db.selectFrom('sign_on_attempt').selectAll().execute();
      for (const value of [asked.state, asked.nonce, cookie.slice(18, 61)])
        expect(JSON.stringify(kept)).not.toContain(value);
    });

    it('A8: afterwards the account at the provider decides, not the address it has there', async () => {
      const accounts = { jo: { email: '' }, other: { email: '' } };
      const studio = await signOnStudio(engine, { accounts });
      const { cloud, organization } = studio;
      const jo = await cloud.addPerson('Jo', { [organization]: 'member' });
      accounts.jo.email = jo.email;
      await studio.signIn(jo.email, { login: 'jo' });

      accounts.jo.email = 'jo.hansen@studio.example';
      const renamed = await studio.signIn('jo.hansen@studio.example', { login: 'jo' });
      expect(await studio.whoIs(renamed.browser)).toBe(jo.email);

      // Somebody else got the address that was free.
      accounts.other.email = jo.email;
      const taken = await studio.signIn(jo.email, { login: 'other' });
      expect([taken.status, await studio.whoIs(taken.browser)]).toEqual([403, null]);
      expect(taken.page).toContain('<code>other-account</code>');

      await studio.owner.client.singleSignOn.unlink({ organization, person: jo.id });
      const anew = await studio.signIn(jo.email, { login: 'other' });
      expect(await studio.whoIs(anew.browser)).toBe(jo.email);
    });

    it('A8: a machine is signed in by code that was approved by somebody who came with single sign-on', async () => {
      const accounts = { jo: { email: '' } };
      const studio = await signOnStudio(engine, { accounts });
      const { cloud, organization, owner } = studio;
      const jo = await cloud.addPerson('Jo', { [organization]: 'editor' });
      accounts.jo.email = jo.email;
      await owner.client.singleSignOn.update({ organization, isRequired: true });
      const code = await cloud.client().device.start({ machineName: 'RENDER-03', platform: 'linux' });

      const to = new URL(code.urlWithCode).pathname + new URL(code.urlWithCode).search;
      const { browser, page } = await studio.signIn(jo.email, { login: 'jo', to });
      expect(page).toContain(code.urlWithCode);
      const cookie = [...browser.cookiesOf(cloud.url)].map(([name, value]) => `${name}=${value}`).join('; ');
      const decided = await fetch(`${cloud.url}/api/v1/device/decide`, {
        method: 'POST',
        body: JSON.stringify({ userCode: code.userCode, approve: true }),
        headers: { 'content-type': 'application/json', cookie, origin: cloud.url },
      });
      expect(await decided.json()).toEqual({ approved: true });

      const answer = await cloud.client().device.poll({ deviceCode: code.deviceCode });
      const token = answer.state === 'approved' ? answer.token : '';
      expect((await cloud.client(token).session.show({})).person.email).toBe(jo.email);
    });
  });
});
