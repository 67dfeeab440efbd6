import { describe, expect, it } from 'vitest';
import { totpUrl } from '#cloud/auth/totp.ts';
import { text } from '#shared/text/index.ts';
import { password } from '../../../support/account-cloud.ts';
import { startTestCloud, testPassword } from '../../../support/cloud.ts';
import { testCatalogue } from '../../../support/licensing-cloud.ts';
import { appCode } from '../../../support/app-code.ts';
import { forEachEngine } from '../../../support/store.ts';
import { twoFactorCloud } from '../../../support/two-factor.ts';

const off = { methods: [], since: null, recoveryCodesLeft: 0, without: [] };
const ended = { code: 'second-step-ended' };
const mails = text.mails.twoFactor;

forEachEngine((engine) => {
  describe('A5: turning two-factor on', () => {
    it('A5: an app, with the password and its first code; ten recovery codes are shown once', async () => {
      const cloud = await twoFactorCloud(engine);
      expect(await cloud.me.twoFactor.show({})).toEqual(off);
      const begun = await cloud.me.twoFactor.start({ method: 'totp', password });
      if (begun.method !== 'totp') throw new Error('no app');
      expect(begun.secret).toMatch(/^[A-Z2-7]{32}$/);
      expect(begun.url).toBe(totpUrl({ secret: begun.secret, issuer: 'Test cloud', account: cloud.jo.email }));
      expect((await cloud.me.twoFactor.show({})).methods, 'nothing has changed yet').toEqual([]);

      const { recoveryCodes } = await cloud.me.twoFactor.enable({ code: appCode(begun.secret) });
      expect(new Set(recoveryCodes).size).toBe(10);
      expect(await cloud.me.twoFactor.show({})).toEqual({
        ...off,
        methods: ['totp'],
        since: expect.any(Number),
        recoveryCodesLeft: 10,
      });
      expect(await cloud.subjects(1)).toEqual([mails.enabled.subject]);
      expect(await cloud.deeds()).toEqual(['session.sign-in', 'twoFactor.enable']);
      await expect(cloud.me.twoFactor.enable({ code: appCode(begun.secret, 1) }), 'once').rejects.toMatchObject(ended);
    });

    it('A5: codes by mail, with the first of them', async () => {
      const cloud = await twoFactorCloud(engine);
      const { recoveryCodes } = await cloud.turnOnMail();
      expect(recoveryCodes).toHaveLength(10);
      expect((await cloud.me.twoFactor.show({})).methods).toEqual(['mail']);
      expect(await cloud.subjects(2)).toEqual([text.mails.signInCode.subject, mails.enabled.subject]);
    });

    it('A5: needs the right password and the right first code; after five wrong ones it is begun anew', async () => {
      const cloud = await twoFactorCloud(engine);
      await expect(cloud.me.twoFactor.start({ method: 'totp', password: 'not it' })).rejects.toMatchObject({
        code: 'wrong-credentials',
      });
      await expect(cloud.me.twoFactor.enable({ code: '123456' }), 'not begun').rejects.toMatchObject(ended);
      const begun = await cloud.me.twoFactor.start({ method: 'totp', password });
      if (begun.method !== 'totp') throw new Error('no app');
      for (let left = 4; left >= 0; left--)
        await expect(cloud.me.twoFactor.enable({ code: '000000' })).rejects.toMatchObject({
          code: 'wrong-code',
          details: { left },
        });
      await expect(cloud.me.twoFactor.enable({ code: appCode(begun.secret) })).rejects.toMatchObject(ended);
      expect(await cloud.me.twoFactor.show({})).toEqual(off);
    });

    it('A5: what was begun by one person is enabled by nobody else', async () => {
      const cloud = await twoFactorCloud(engine);
      const begun = await cloud.me.twoFactor.start({ method: 'totp', password });
      if (begun.method !== 'totp') throw new Error('no app');
      const max = await cloud.addPerson('Max');
      const other = cloud.as({ token: await cloud.tokenOf(max.email) });
      await expect(other.twoFactor.enable({ code: appCode(begun.secret) })).rejects.toMatchObject(ended);
    });

    it('A5: of two who enable at once, one gets the recovery codes, and they are the ones that count', async () => {
      const cloud = await twoFactorCloud(engine);
      const begun = await cloud.me.twoFactor.start({ method: 'totp', password });
      if (begun.method !== 'totp') throw new Error('no app');
      const code = appCode(begun.secret);
      const answers = await Promise.allSettled([1, 2, 3].map(() => cloud.me.twoFactor.enable({ code })));
      const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      expect(won).toHaveLength(1);
      const { challenge } = await cloud.challenge();
      const [recovery = ''] = won[0]?.recoveryCodes ?? [];
      await cloud.as().session.confirm({ challenge, method: 'recovery', code: recovery });
    });

    it('A5: a second way needs a code of the first; recovery codes stay; a new phone takes the place of the old', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret, recoveryCodes } = await cloud.turnOnApp();
      await expect(cloud.me.twoFactor.start({ method: 'mail', password })).rejects.toMatchObject({
        code: 'invalid-input',
      });
      const withCode = (code: string) => ({ password, proof: { method: 'totp', code } }) as const;
      await expect(cloud.me.twoFactor.start({ method: 'mail', ...withCode('000000') })).rejects.toMatchObject({
        code: 'wrong-code',
        details: { left: null },
      });
      const code = await cloud.mailed(() => cloud.me.twoFactor.start({ method: 'mail', ...withCode(appCode(secret)) }));
      expect(await cloud.me.twoFactor.enable({ code })).toEqual({ recoveryCodes: null });
      expect((await cloud.challenge()).methods).toEqual(['totp', 'mail', 'recovery']);
      expect(await cloud.subjects(3)).toContain(mails.methodAdded.subject);

      const next = await cloud.me.twoFactor.start({ method: 'totp', ...withCode(appCode(secret, 1)) });
      if (next.method !== 'totp') throw new Error('no app');
      await cloud.me.twoFactor.enable({ code: appCode(next.secret) });
      const confirm = async (method: 'totp' | 'recovery', typed: string) => {
        const { challenge } = await cloud.challenge();
        return cloud.as().session.confirm({ challenge, method, code: typed });
      };
      await expect(confirm('totp', appCode(secret, 1)), 'the old phone').rejects.toMatchObject({ code: 'wrong-code' });
      await confirm('totp', appCode(next.secret, 1));
      await confirm('recovery', recoveryCodes[0] ?? '');
    });

    it('A5: the database tells neither secrets nor codes', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret, recoveryCodes } = await cloud.turnOnApp();
      const { challenge } = await cloud.challenge();
      const code = await cloud.mailed(() =>
        cloud.me.twoFactor.start({
          method: 'mail',
          password,
          proof: { method: 'recovery', code: recoveryCodes[0] ?? '' },
        }),
      );
      const tables = ['twoFactor', 'two_factor_details', 'awaited_code', 'audit'] as const;
      const rows = await Promise.all(tables.map((table) => cloud.store.db.selectFrom(table).selectAll().execute()));
      const kept = JSON.stringify(rows);
      expect(kept).toContain(cloud.jo.id);
      for (const hidden of [secret, challenge, `"${code}"`, ...recoveryCodes]) expect(kept).not.toContain(hidden);
    });
  });

  describe('A5: changing it', () => {
    it('A5: turning it off needs the password and a code; then the password alone signs in', async () => {
      const cloud = await twoFactorCloud(engine);
      await expect(
        cloud.me.twoFactor.disable({ password, method: 'totp', code: '123456' }),
        'it is off',
      ).rejects.toMatchObject({ code: 'not-found' });
      const { secret } = await cloud.turnOnApp();
      const { challenge } = await cloud.challenge();
      const disable = (word: string, code: string) =>
        cloud.me.twoFactor.disable({ password: word, method: 'totp', code });
      await expect(disable('not it', appCode(secret))).rejects.toMatchObject({ code: 'wrong-credentials' });
      await expect(disable(password, '000000')).rejects.toMatchObject({ code: 'wrong-code' });
      expect((await cloud.me.twoFactor.show({})).methods).toEqual(['totp']);
      await disable(password, appCode(secret));
      expect(await cloud.me.twoFactor.show({})).toEqual(off);
      expect((await cloud.as().session.signIn({ email: cloud.jo.email, password })).state).toBe('signed-in');
      await expect(
        cloud.as().session.confirm({ challenge, method: 'totp', code: appCode(secret, 1) }),
      ).rejects.toMatchObject(ended);
      expect(await cloud.subjects(2)).toEqual([mails.enabled.subject, mails.disabled.subject]);
      expect(await cloud.deeds()).toEqual(
        expect.arrayContaining(['account.refused', 'session.wrong-code', 'twoFactor.disable']),
      );
      for (const table of ['twoFactor', 'two_factor_details', 'awaited_code'] as const)
        expect(await cloud.store.db.selectFrom(table).selectAll().execute()).toEqual([]);
    });

    it('A5: with a code by mail; who has none by mail is sent none', async () => {
      const cloud = await twoFactorCloud(engine);
      await expect(cloud.me.twoFactor.sendCode({})).rejects.toMatchObject({ code: 'not-found' });
      await cloud.turnOnMail();
      const disable = (code: string) => cloud.me.twoFactor.disable({ password, method: 'mail', code });
      await expect(disable('123456'), 'none was sent').rejects.toMatchObject(ended);
      const code = await cloud.mailed(() => cloud.me.twoFactor.sendCode({}));
      await expect(disable('no code')).rejects.toMatchObject({ code: 'wrong-code', details: { left: 4 } });
      await disable(code);
      expect((await cloud.me.twoFactor.show({})).methods).toEqual([]);
    });

    it('A5: new recovery codes make the old ones worthless', async () => {
      const cloud = await twoFactorCloud(engine);
      const { secret, recoveryCodes: old } = await cloud.turnOnApp();
      const { recoveryCodes } = await cloud.me.twoFactor.renewRecoveryCodes({
        password,
        method: 'totp',
        code: appCode(secret),
      });
      expect(recoveryCodes).toHaveLength(10);
      expect(recoveryCodes.filter((code) => old.includes(code))).toEqual([]);
      const { challenge } = await cloud.challenge();
      const confirm = (code: string) => cloud.as().session.confirm({ challenge, method: 'recovery', code });
      await expect(confirm(old[0] ?? '')).rejects.toMatchObject({ code: 'wrong-code' });
      await confirm(recoveryCodes[0] ?? '');
      expect(await cloud.subjects(2)).toContain(mails.codesRenewed.subject);
      expect(await cloud.deeds()).toContain('twoFactor.renewRecoveryCodes');
    });
  });

  it('A5: names the licenses of mine whose product cannot sign in with two-factor, and no others', async () => {
    const cloud = await startTestCloud({ engine });
    await cloud.vendor.catalogue.import({ catalogue: testCatalogue });
    const organization = await cloud.addOrganization('Northlight Studios');
    const sell = async (product: string, edition: string, kind: 'named' | 'floating') =>
      (await cloud.vendor.license.issue({ organization, product, edition, kind, seats: 1 })).id;
    const [named, floating, ended_] = [
      await sell('tracking', 'live', 'named'),
      await sell('tracking', 'live', 'floating'),
      await sell('tracking', 'live', 'floating'),
    ];
    await sell('graphics', 'xr', 'floating');
    await cloud.vendor.license.end({ license: ended_ });
    const [owner, editor, member] = [
      await cloud.addPerson('Ingrid', { [organization]: 'owner' }),
      await cloud.addPerson('Jo', { [organization]: 'editor' }),
      await cloud.addPerson('Max', { [organization]: 'member' }),
    ];
    await owner.client.license.assign({ licenses: [named], person: member.id });
    const without = async ({ client }: typeof owner) =>
      (await client.twoFactor.show({})).without.map(({ license }) => license);
    expect(await without(editor)).toEqual([floating]);
    expect(await without(member)).toEqual([named]);
    expect((await member.client.twoFactor.show({})).without).toEqual([
      { license: named, product: 'Tracking', edition: 'Live', organization: 'Northlight Studios' },
    ]);
    expect((await owner.client.catalogue.show({})).products).toMatchObject([
      { id: 'graphics', signsInWithTwoFactor: true },
      { id: 'tracking', signsInWithTwoFactor: false },
    ]);
  });

  it('A5: whoever runs the cloud turns it off for a lost phone and lost codes; the person is told', async () => {
    const cloud = await startTestCloud({ engine });
    const person = await cloud.addPerson('Jo');
    await expect(cloud.vendor.person.resetTwoFactor({ email: person.email }), 'it is off').rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(cloud.vendor.person.resetTwoFactor({ email: 'nobody@studio.example' })).rejects.toMatchObject({
      code: 'not-found',
    });
    const begun = await person.client.twoFactor.start({ method: 'totp', password: testPassword });
    if (begun.method !== 'totp') throw new Error('no app');
    await person.client.twoFactor.enable({ code: appCode(begun.secret) });
    await cloud.vendor.person.resetTwoFactor({ email: person.email.toUpperCase() });
    expect((await person.client.twoFactor.show({})).methods).toEqual([]);
    const { db } = cloud.parts.store;
    const deed = await db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'person.resetTwoFactor')
      .executeTakeFirst();
    expect(deed).toMatchObject({ subject: person.id, actor: 'vendor' });
    const sent = await db.selectFrom('outbox').select('subject').execute();
    expect(sent.map(({ subject }) => subject)).toContain(mails.reset.subject);
    await expect(person.client.vendor.person.resetTwoFactor({ email: person.email })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});
