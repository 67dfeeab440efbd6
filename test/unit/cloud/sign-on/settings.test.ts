import { describe, expect, it } from 'vitest';
import { openText } from '#cloud/keys/sealed.ts';
import { testPassword } from '../../../support/cloud.ts';
import { serve } from '../../../support/loopback.ts';
import { forEachEngine } from '../../../support/store.ts';
import { secret, signOnStudio } from './studio.ts';

forEachEngine((engine) => {
  describe('setting it up', () => {
    it('A8: an Owner changes it, Managers see it, and nobody sees the secret again', async () => {
      const { cloud, organization, owner, provider, redirectUrl, deeds } = await signOnStudio(engine);
      const manager = await cloud.addPerson('Max', { [organization]: 'manager' });
      const editor = await cloud.addPerson('Eva', { [organization]: 'editor' });

      const shown = await manager.client.singleSignOn.show({ organization });
      expect(shown).toMatchObject({
        issuer: provider.issuer,
        clientId: 'greenroom',
        hasSecret: true,
        isOn: true,
        isRequired: false,
        domains: [{ domain: 'studio.example', provenBy: 'vendor' }],
        redirectUrl,
        linked: 0,
      });
      expect(redirectUrl).toBe(`${cloud.url}/sign-on/callback/${organization}`);
      await expect(manager.client.singleSignOn.update({ organization, isOn: false })).rejects.toMatchObject({
        code: 'not-allowed',
      });
      await expect(editor.client.singleSignOn.show({ organization })).rejects.toMatchObject({ code: 'not-allowed' });

      const row = await cloud.parts.store.db.selectFrom('sign_on').selectAll().executeTakeFirstOrThrow();
      expect(JSON.stringify(row)).not.toContain(secret);
      expect(openText(new Uint8Array(32), organization, row.sealed_secret ?? '')).toBe(null);
      expect(JSON.stringify(await deeds())).not.toContain(secret);
      expect(
        (await deeds()).filter(({ action }) => action === 'singleSignOn.update').map(({ details }) => details),
      ).toEqual([
        {
          issuer: { from: null, to: provider.issuer },
          clientId: { from: null, to: 'greenroom' },
          clientSecret: 'changed',
        },
        { isOn: { from: false, to: true } },
      ]);
      expect(await owner.client.singleSignOn.update({ organization, isOn: true })).toEqual(shown);
      expect((await deeds()).filter(({ action }) => action === 'singleSignOn.update')).toHaveLength(2);
    });

    it.each([{ issuer: 'https://login.other.example' }, { clientId: 'another' }])(
      'A8: the secret is not handed to %j',
      async (change) => {
        const { organization, owner, deeds } = await signOnStudio(engine);
        expect(await owner.client.singleSignOn.update({ organization, ...change })).toMatchObject({
          ...change,
          hasSecret: false,
        });
        expect((await deeds()).at(-1)).toMatchObject({ details: { clientSecret: 'removed' } });
        expect(await owner.client.singleSignOn.update({ organization, clientSecret: 'its own' })).toMatchObject({
          hasSecret: true,
        });
      },
    );

    it('A8: it is not turned on before there is a provider and a proven domain', async () => {
      const { cloud } = await signOnStudio(engine);
      const organization = await cloud.addOrganization('Fjord');
      const { client } = await cloud.addPerson('Kari', { [organization]: 'owner' });
      const turnOn = () => client.singleSignOn.update({ organization, isOn: true });
      await expect(turnOn()).rejects.toMatchObject({ code: 'sign-on-incomplete', data: { missing: 'provider' } });
      await client.singleSignOn.update({ organization, issuer: 'https://login.fjord.example', clientId: 'x' });
      await client.singleSignOn.addDomain({ organization, domain: 'fjord.example' });
      await expect(turnOn()).rejects.toMatchObject({ code: 'sign-on-incomplete', data: { missing: 'domain' } });
      expect(await client.singleSignOn.find({ email: 'kari@fjord.example' })).toEqual({ signOn: null });
      await cloud.vendor.signOn.confirmDomain({ organization, domain: 'fjord.example' });
      expect(await turnOn()).toMatchObject({ isOn: true });
    });
  });

  describe('a mail domain', () => {
    it('A8: counts once its record is published, and says what is missing', async () => {
      const { organization, owner, records, deeds } = await signOnStudio(engine);
      const { addDomain, proveDomain, find } = owner.client.singleSignOn;
      const added = await addDomain({ organization, domain: 'Fjord.Example' });
      expect(added).toMatchObject({ domain: 'fjord.example', provenAt: null, provenBy: null });
      expect(added.record).toMatch(/^greenroom-domain-verification=[0-9a-f]{32}$/);
      expect(await addDomain({ organization, domain: 'fjord.example' })).toEqual(added);

      const prove = () => proveDomain({ organization, domain: 'fjord.example' });
      for (const [found, why] of [
        [[], 'no-record'],
        [['v=spf1 -all', `${added.record}0`], 'other-records'],
        [null, 'no-answer'],
      ] as const) {
        records.set('fjord.example', found === null ? null : [...found]);
        await expect(prove()).rejects.toMatchObject({
          code: 'domain-not-proven',
          data: { domain: 'fjord.example', record: added.record, why },
        });
        expect(await find({ email: 'jo@fjord.example' })).toEqual({ signOn: null });
      }
      records.set('fjord.example', ['v=spf1 -all', added.record]);
      expect(await prove()).toMatchObject({ provenBy: 'dns' });
      await prove();
      expect(await find({ email: 'nobody@FJORD.example' })).toMatchObject({ signOn: { organization: 'Northlight' } });
      expect((await deeds()).filter(({ subject }) => subject === 'fjord.example').map(({ action }) => action)).toEqual([
        'singleSignOn.addDomain',
        'singleSignOn.proveDomain',
      ]);
    });

    it('A8: is one organization’s, whoever else names it, and also of two that prove it at once', async () => {
      const { cloud, organization, owner, records } = await signOnStudio(engine);
      const other = await cloud.addOrganization('Evil');
      const evil = await cloud.addPerson('Eve', { [other]: 'owner' });
      const domain = 'fjord.example';
      const mine = await owner.client.singleSignOn.addDomain({ organization, domain });
      const theirs = await evil.client.singleSignOn.addDomain({ organization: other, domain });
      // The record of one proves nothing for the other.
      records.set(domain, [mine.record]);
      await expect(evil.client.singleSignOn.proveDomain({ organization: other, domain })).rejects.toMatchObject({
        code: 'domain-not-proven',
      });

      records.set(domain, [mine.record, theirs.record]);
      const answers = await Promise.allSettled([
        owner.client.singleSignOn.proveDomain({ organization, domain }),
        evil.client.singleSignOn.proveDomain({ organization: other, domain }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const late = answers.find((answer) => answer.status === 'rejected');
      expect(late?.reason).toMatchObject({ code: 'domain-taken' });
      await expect(
        cloud.vendor.signOn.confirmDomain({ organization: other, domain: 'studio.example' }),
      ).rejects.toMatchObject({ code: 'domain-taken' });
      await expect(cloud.vendor.signOn.confirmDomain({ organization: 'O-none', domain })).rejects.toMatchObject({
        code: 'not-found',
      });

      await owner.client.singleSignOn.removeDomain({ organization, domain: 'studio.example' });
      await expect(
        owner.client.singleSignOn.removeDomain({ organization, domain: 'studio.example' }),
      ).rejects.toMatchObject({ code: 'not-found' });
      expect(await cloud.vendor.signOn.confirmDomain({ organization: other, domain: 'studio.example' })).toMatchObject({
        provenBy: 'vendor',
      });
    });

    it('A8: is answered alike for every address of it: nobody learns who has an account', async () => {
      const { cloud, organization, owner } = await signOnStudio(engine);
      const find = (email: string) => cloud.client().singleSignOn.find({ email });
      const known = await find(owner.email);
      expect(known).toEqual({
        signOn: { organization: 'Northlight', provider: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
      });
      expect(await find('nobody@studio.example')).toEqual(known);
      await owner.client.singleSignOn.update({ organization, isOn: false });
      expect(await find(owner.email)).toEqual({ signOn: null });
      await owner.client.singleSignOn.update({ organization, isOn: true });
      await owner.client.organization.close({ organization, name: 'Northlight' });
      expect(await find(owner.email)).toEqual({ signOn: null });
      const many = await Promise.allSettled(Array.from({ length: 130 }, () => find('nobody@studio.example')));
      expect(many.at(-1)).toMatchObject({ reason: { code: 'too-many-attempts' } });
    });
  });

  describe('who must use it', () => {
    it('A8, S14: is told so after a right password only; Owners and others use theirs', async () => {
      const { cloud, organization, owner } = await signOnStudio(engine);
      const jo = await cloud.addPerson('Jo', { [organization]: 'manager' });
      const kari = await cloud.addPerson('Kari', { [await cloud.addOrganization('Fjord')]: 'member' });
      await owner.client.singleSignOn.update({ organization, isRequired: true });
      const signIn = (email: string, password = testPassword) =>
        cloud.client().session.issueToken({ email, password, machineName: 'RENDER-03' });

      await expect(signIn(jo.email)).rejects.toMatchObject({
        code: 'use-single-sign-on',
        data: { organization: 'Northlight' },
      });
      const browser = cloud.client().session.signIn({ email: jo.email, password: testPassword });
      await expect(browser).rejects.toMatchObject({ code: 'use-single-sign-on' });
      const wrong = await signIn(jo.email, 'not the password').catch((error: unknown) => error);
      const unknown = await signIn('nobody@studio.example').catch((error: unknown) => error);
      expect(wrong).toMatchObject({ code: 'wrong-credentials' });
      expect(wrong).toEqual(unknown);
      expect(await signIn(owner.email)).toMatchObject({ state: 'signed-in' });
      expect(await signIn(kari.email)).toMatchObject({ state: 'signed-in' });
      expect(
        await cloud.parts.store.db.selectFrom('session').select('id').where('userId', '=', jo.id).execute(),
      ).toHaveLength(1);

      // What is off, or no longer proven, nobody must use.
      await owner.client.singleSignOn.update({ organization, isOn: false });
      expect(await signIn(jo.email)).toMatchObject({ state: 'signed-in' });
      await owner.client.singleSignOn.update({ organization, isOn: true });
      await owner.client.singleSignOn.removeDomain({ organization, domain: 'studio.example' });
      expect(await signIn(jo.email)).toMatchObject({ state: 'signed-in' });
    });
  });

  describe('the test of a provider', () => {
    it('A8: says exactly what is wrong', async () => {
      const { cloud, organization, owner, provider } = await signOnStudio(engine);
      const { test, update } = owner.client.singleSignOn;
      const tried = async (change: Partial<Parameters<typeof update>[0]>) => {
        await update({ organization, ...change });
        return test({ organization });
      };
      const { issuer } = provider;
      expect(await test({ organization })).toEqual({ state: 'works', issuer, endpoint: `${issuer}/auth` });
      expect(await tried({ clientSecret: 'wrong' })).toEqual({ state: 'no-client', why: 'invalid_client' });
      expect(await tried({ clientId: 'unknown', clientSecret: secret })).toEqual({
        state: 'no-client',
        why: 'invalid_client',
      });
      expect(await tried({ issuer: 'http://127.0.0.1:1' })).toEqual({ state: 'unreachable', why: 'unreachable' });
      expect(await tried({ issuer: 'http://login.studio.example' })).toEqual({ state: 'address-refused' });
      expect(await tried({ issuer: 'https://169.254.169.254' })).toEqual({ state: 'address-refused' });
      expect(await tried({ issuer: cloud.url })).toMatchObject({ state: 'not-a-provider', status: 200 });

      const says = (answer: object, status = 200) =>
        serve((request, response) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(JSON.stringify(answer).replaceAll('SELF', `http://${request.headers.host}`));
        });
      const whole = { issuer: 'SELF', authorization_endpoint: 'SELF/a', token_endpoint: 'SELF/t', jwks_uri: 'SELF/k' };
      expect(await tried({ issuer: await says({ error: 'no' }, 404) })).toEqual({
        state: 'not-a-provider',
        status: 404,
      });
      expect(await tried({ issuer: await says({ ...whole, issuer: 'https://login.evil.example' }) })).toEqual({
        state: 'wrong-issuer',
        found: 'https://login.evil.example',
      });
      expect(await tried({ issuer: await says({ issuer: 'SELF' }) })).toMatchObject({ state: 'unsuitable' });
      expect(await tried({ issuer: await says({ ...whole, code_challenge_methods_supported: ['plain'] }) })).toEqual({
        state: 'unsuitable',
        missing: 'PKCE S256',
      });
      expect(await tried({ issuer: await says({ ...whole, response_types_supported: ['id_token'] }) })).toEqual({
        state: 'unsuitable',
        missing: 'response_type code',
      });
      expect(await tried({ issuer: await says({ pad: 'x'.repeat(2_000_000) }) })).toEqual({
        state: 'not-a-provider',
        status: null,
      });
      const redirects = await serve((_, response) =>
        response.writeHead(302, { location: `${issuer}/.well-known/openid-configuration` }).end(),
      );
      expect(await tried({ issuer: redirects })).toEqual({ state: 'not-a-provider', status: 302 });
    });

    it('A8: a cloud that keeps out of private networks calls no provider there, whatever its name stands for', async () => {
      const { organization, owner } = await signOnStudio(engine, { config: { reachesPrivate: false } });
      for (const issuer of [
        'http://127.0.0.1:9',
        'https://10.0.0.7',
        'https://192.168.1.1:8443',
        'https://localhost',
      ]) {
        await owner.client.singleSignOn.update({ organization, issuer });
        expect([issuer, await owner.client.singleSignOn.test({ organization })]).toEqual([
          issuer,
          { state: 'address-refused' },
        ]);
      }
    });

    it('A8: there is nothing to test, and Managers test nothing', async () => {
      const { cloud } = await signOnStudio(engine);
      const organization = await cloud.addOrganization('Fjord');
      const { client } = await cloud.addPerson('Kari', { [organization]: 'owner' });
      expect(await client.singleSignOn.test({ organization })).toEqual({ state: 'not-set-up' });
      const manager = await cloud.addPerson('Max', { [organization]: 'manager' });
      await expect(manager.client.singleSignOn.test({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
    });
  });
});
