import { describe, expect, it } from 'vitest';
import { minute } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import { type Accounts, claimsIn } from '../../../support/open-id-provider.ts';
import { createBrowser } from '../../../support/sign-on-browser.ts';
import { forEachEngine } from '../../../support/store.ts';
import { secret, signOnStudio } from './studio.ts';

forEachEngine((engine) => {
  describe('nobody is signed in, and told what to do', () => {
    /** A studio with one member, Jo, who has an account at its provider. */
    async function withJo(options: Parameters<typeof signOnStudio>[1] = {}) {
      const accounts = { jo: { email: '' }, ...options.accounts };
      const studio = await signOnStudio(engine, { ...options, accounts });
      const jo = await studio.cloud.addPerson('Jo', { [studio.organization]: 'editor' });
      accounts.jo.email = jo.email;
      const expectStopped = async (
        browser: ReturnType<typeof createBrowser>,
        answer: Response,
        why: keyof typeof text.signOn.stopped,
      ) => {
        const page = await answer.text();
        expect(page).toContain(`<code>${why}</code>`);
        expect(page).toContain(text.signOn.back);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(await studio.whoIs(browser)).toBe(null);
      };
      return {
        ...studio,
        jo,
        accounts,
        toCallback: () => studio.upToTheCallback(jo.email, { login: 'jo' }),
        expectStopped,
      };
    }

    it('A8: a callback that somebody else began, opened in my browser (login CSRF)', async () => {
      const { toCallback, expectStopped } = await withJo();
      const { callback } = await toCallback();
      const victim = createBrowser();
      await expectStopped(victim, await victim.open(callback), 'other-browser');
    });

    it('A8: a callback of another sign-in than the one this browser began; its own goes on', async () => {
      const { toCallback, expectStopped, whoIs, jo } = await withJo();
      const { browser, callback } = await toCallback();
      const other = await toCallback();
      await expectStopped(browser, await browser.open(other.callback), 'other-browser');
      await expectStopped(
        browser,
        await browser.open(callback.replace(/state=[^&]+/, 'state=made-up')),
        'other-browser',
      );
      await expectStopped(browser, await browser.open(callback.replace(/state=[^&]+/, '')), 'other-browser');
      expect((await browser.open(callback)).status).toBe(200);
      expect(await whoIs(browser)).toBe(jo.email);
    });

    it('A8: a callback that was used, also with the cookie of then', async () => {
      const { toCallback, cloud, expectStopped } = await withJo();
      const { browser, callback } = await toCallback();
      const held = browser.cookiesOf(cloud.url).get('greenroom.sign-on') ?? '';
      expect((await browser.open(callback)).status).toBe(200);
      const thief = createBrowser();
      thief.cookiesOf(cloud.url).set('greenroom.sign-on', held);
      await expectStopped(thief, await thief.open(callback), 'ended');
    });

    it('A8: of ten that bring the same callback at once, one is signed in', async () => {
      const { toCallback, cloud, deeds } = await withJo();
      const { browser, callback } = await toCallback();
      const headers = { cookie: `greenroom.sign-on=${browser.cookiesOf(cloud.url).get('greenroom.sign-on')}` };
      const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(callback, { headers })));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect((await deeds()).filter(({ action }) => action === 'session.sign-in')).toHaveLength(1);
    });

    it('A8: ten minutes are over, by the clock of the cloud', async () => {
      const { toCallback, clock, expectStopped } = await withJo();
      const { browser, callback } = await toCallback();
      clock.advance(10 * minute);
      await expectStopped(browser, await browser.open(callback), 'ended');
    });

    it('A8: the provider says no', async () => {
      const { toCallback, redirectUrl, expectStopped } = await withJo();
      const { browser, callback } = await toCallback();
      const refused = new URL(redirectUrl);
      refused.search = new URLSearchParams({
        error: 'access_denied',
        error_description: '<b>not today</b>\n',
        state: new URL(callback).searchParams.get('state') ?? '',
        iss: new URL(callback).searchParams.get('iss') ?? '',
      }).toString();
      const answer = await browser.open(refused.href);
      const page = await answer.clone().text();
      expect(page).toContain('access_denied: &lt;b&gt;not today&lt;/b&gt;');
      await expectStopped(browser, answer, 'provider-refused');
    });

    it('A8: an ID token for somebody or something else, under the provider’s own signature', async () => {
      const { toCallback, provider, expectStopped, links } = await withJo();
      const wrong = [
        { nonce: 'that of another sign-in' },
        { nonce: undefined },
        { aud: 'another-client' },
        { iss: 'https://login.evil.example' },
        { exp: Math.floor(Date.now() / 1_000) - 600 },
        { sub: undefined },
      ];
      for (const claims of wrong) {
        const { browser, callback } = await toCallback();
        provider.bend.answer = (path, body) =>
          path === '/token' ? { ...body, id_token: provider.sign({ ...claimsIn(body.id_token), ...claims }) } : body;
        await expectStopped(browser, await browser.open(callback), 'not-genuine');
      }
      expect(await links()).toEqual([]);
    });

    it('A8: an ID token that was tampered with', async () => {
      const { toCallback, provider, expectStopped, links } = await withJo();
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const tampered = [
        ([head, , signature]: string[], claims: object) => [head, part({ ...claims, sub: 'somebody-else' }), signature],
        ([, payload]: string[]) => [part({ alg: 'none' }), payload, ''],
        ([, payload]: string[]) => [part({ alg: 'HS256' }), payload, 'AAAA'],
        ([head, payload]: string[]) => [head, payload, 'AAAA'],
      ];
      for (const change of tampered) {
        const { browser, callback } = await toCallback();
        provider.bend.answer = (path, body) => {
          const token = String(body.id_token);
          return path === '/token' ? { ...body, id_token: change(token.split('.'), claimsIn(token)).join('.') } : body;
        };
        await expectStopped(browser, await browser.open(callback), 'not-genuine');
      }
      expect(await links()).toEqual([]);
    });

    it('A8: an ID token that ended on the way, by the clock of the cloud', async () => {
      const { toCallback, clock, expectStopped } = await withJo({ provider: { tokenGoodFor: 60 } });
      const { browser, callback } = await toCallback();
      clock.advance(5 * minute);
      await expectStopped(browser, await browser.open(callback), 'not-genuine');
    });

    it('A8: the answer of another issuer, and that of another organization (mix-up)', async () => {
      const { toCallback, cloud, expectStopped } = await withJo();
      const first = await toCallback();
      const bent = first.callback.replace(/iss=[^&]+/, `iss=${encodeURIComponent('https://login.evil.example')}`);
      await expectStopped(first.browser, await first.browser.open(bent), 'not-genuine');

      const other = await cloud.addOrganization('Fjord');
      const second = await toCallback();
      const elsewhere = second.callback.replace(/callback\/[^?]+/, `callback/${other}`);
      await expectStopped(second.browser, await second.browser.open(elsewhere), 'not-genuine');
    });

    it('A8: the code of one organization is never given to the provider of another', async () => {
      const { toCallback, provider, owner, organization, expectStopped } = await withJo();
      const { browser, callback } = await toCallback();
      const asked: string[] = [];
      provider.bend.answer = (path, body) => (asked.push(path), body);
      // An Owner sets up another provider while somebody is on the way.
      await owner.client.singleSignOn.update({ organization, issuer: `${provider.issuer}/`, clientId: 'other' });
      await expectStopped(browser, await browser.open(callback), 'changed-meanwhile');
      expect(asked).toEqual([]);
    });

    it('A8: it was switched off meanwhile, or its domain removed', async () => {
      const { toCallback, owner, organization, expectStopped } = await withJo();
      const first = await toCallback();
      await owner.client.singleSignOn.update({ organization, isOn: false });
      await expectStopped(first.browser, await first.browser.open(first.callback), 'changed-meanwhile');

      await owner.client.singleSignOn.update({ organization, isOn: true });
      const second = await toCallback();
      await owner.client.singleSignOn.removeDomain({ organization, domain: 'studio.example' });
      await expectStopped(second.browser, await second.browser.open(second.callback), 'other-domain');
    });

    it('A8: a wrong secret, and a provider that is gone', async () => {
      const { toCallback, owner, organization, provider, expectStopped, start, jo } = await withJo();
      const { browser, callback } = await toCallback();
      await owner.client.singleSignOn.update({ organization, clientSecret: `not ${secret}` });
      await expectStopped(browser, await browser.open(callback), 'provider-refused');
      const next = await toCallback();
      provider.stop();
      await expectStopped(next.browser, await next.browser.open(next.callback), 'provider-trouble');
      const late = createBrowser();
      await expectStopped(late, await late.open(start(jo.email)), 'provider-trouble');
    });

    it('A8: somebody who was removed, somebody of another organization, and nobody, are answered alike', async () => {
      const accounts = { kari: { email: '' }, nobody: { email: 'nobody@studio.example' } };
      const { cloud, organization, owner, jo, signIn, whoIs, deeds } = await withJo({ accounts });
      const kari = await cloud.addPerson('Kari', { [await cloud.addOrganization('Fjord')]: 'owner' });
      accounts.kari.email = kari.email;
      expect((await signIn(jo.email, { login: 'jo' })).status).toBe(200);
      await owner.client.team.remove({ organization, people: [jo.id] });

      const answers = [];
      for (const [login, email] of [
        ['jo', jo.email],
        ['kari', kari.email],
        ['nobody', 'nobody@studio.example'],
      ] as const) {
        const { browser, status, page } = await signIn(email, { login });
        expect(await whoIs(browser)).toBe(null);
        answers.push([status, page.replaceAll(email, '…').replaceAll(/nonce="[^"]*"/g, '')]);
      }
      expect(answers[0]?.[1]).toContain('<code>not-a-member</code>');
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
      const refused = (await deeds()).filter(({ action }) => action === 'singleSignOn.refused');
      expect(refused.map(({ details }) => details)).toEqual(
        [jo.email, kari.email, 'nobody@studio.example'].map((email) => ({ why: 'not-a-member', email })),
      );
    });

    it('A8: no address, one that is not verified, and one of another domain', async () => {
      const said: Record<string, Accounts[string]> = {
        'no-address': {},
        'address-not-verified': { email: 'jo@studio.example', email_verified: false },
        'other-domain': { email: 'jo@evil.example' },
      };
      const { signIn, whoIs, links } = await withJo({ accounts: said });
      for (const why of Object.keys(said)) {
        const { browser, page, status } = await signIn('jo@studio.example', { login: why });
        expect([status, await whoIs(browser), await links()]).toEqual([403, null, []]);
        expect(page).toContain(`<code>${why}</code>`);
      }
    });

    it('A8: an address of nobody’s single sign-on, bad input, and too many from one address', async () => {
      const { cloud, start, expectStopped } = await withJo();
      const browser = createBrowser();
      for (const url of [
        start('jo@nowhere.example'),
        start('<script>'),
        `${cloud.url}/sign-on/start`,
        `${start('a@studio.example')}&email=b`,
      ])
        await expectStopped(browser, await browser.open(url), 'nobody-signs-in-so');
      const many = await Promise.all(Array.from({ length: 130 }, () => browser.open(start('jo@nowhere.example'))));
      const last = many.find(({ status }) => status === 429);
      expect(await last?.text()).toContain('<code>too-many-attempts</code>');
    });
  });
});
