import { expect, it } from 'vitest';
import { invite } from '#cloud/auth/invitations.ts';
import { invitationLink } from '../../../support/invitation-link.ts';
import { cookieOf, password } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { appCode } from '../../../support/app-code.ts';
import { twoFactorCloud } from '../../../support/two-factor.ts';
import { signOnStudio } from '../sign-on/studio.ts';

type Cloud = Awaited<ReturnType<typeof twoFactorCloud>>;

/** A browser that somebody else has put their own session into. */
async function planted(cloud: Cloud) {
  const mallory = await cloud.addPerson('Mallory');
  const browser = cloud.as();
  await browser.session.signIn({ email: mallory.email, password });
  return cookieOf(browser.cookies());
}

const whoIs = (cloud: Cloud, cookie: string) =>
  cloud
    .as({ cookie })
    .session.show({})
    .then(({ person }) => person.email)
    .catch((error: { code: string }) => error.code);

/** What came out has nothing of what was put in, and what was put in opens nothing any more. */
async function expectNew(cloud: Cloud, { before, after, email }: { before: string; after: string; email: string }) {
  expect(after).not.toBe(before);
  expect(await whoIs(cloud, after)).toBe(email);
  expect(await whoIs(cloud, before)).toBe('not-signed-in');
}

forEachEngine((engine) => {
  it('A2: a session that was in the browser before signing in is not the one after it, and is dead', async () => {
    const cloud = await twoFactorCloud(engine);
    const before = await planted(cloud);
    const browser = cloud.as({ cookie: before });
    await browser.session.signIn({ email: cloud.jo.email, password });
    await expectNew(cloud, { before, after: cookieOf(browser.cookies()), email: cloud.jo.email });
  });

  it('A2: the second step does not take over a session that was there either; until then the browser has none of Jo', async () => {
    const cloud = await twoFactorCloud(engine);
    const { secret } = await cloud.turnOnApp();
    const before = await planted(cloud);
    const first = cloud.as({ cookie: before });
    const answer = await first.session.signIn({ email: cloud.jo.email, password });
    if (answer.state !== 'second-step') throw new Error('no second step');
    expect(first.cookies()).toEqual([]);
    expect(await whoIs(cloud, before)).toBe('mallory@studio.example');
    const second = cloud.as({ cookie: before });
    await second.session.confirm({ challenge: answer.challenge, method: 'totp', code: appCode(secret) });
    await expectNew(cloud, { before, after: cookieOf(second.cookies()), email: cloud.jo.email });
  });

  it('A1: whoever signs up with an invitation gets a session of their own', async () => {
    const cloud = await twoFactorCloud(engine);
    const id = await cloud.addOrganization('Studio');
    const organization = { id, name: 'Studio', timeZone: 'Europe/Oslo', roleSet: 'full' as const };
    const wish = { organization, email: 'kim@studio.example', role: 'member' as const, inviter: null };
    const { invitation } = await cloud.store.write((tx) => invite(tx, cloud.parts, wish));
    const before = await planted(cloud);
    const browser = cloud.as({ cookie: before });
    const consents = { terms: '1', privacy: '1' };
    await browser.invitation.signUp({
      ...invitationLink(cloud.parts, invitation),
      firstName: 'Kim',
      lastName: 'Berg',
      password,
      consents,
    });
    await expectNew(cloud, { before, after: cookieOf(browser.cookies()), email: 'kim@studio.example' });
  });

  it('A2: a made-up cookie never becomes a session, and a companion that signs in leaves a browser alone', async () => {
    const cloud = await twoFactorCloud(engine);
    const made = 'greenroom.session_token=chosen-by-mallory.c2lnbmVk';
    const browser = cloud.as({ cookie: made });
    await browser.session.signIn({ email: cloud.jo.email, password });
    expect(cookieOf(browser.cookies())).not.toContain('chosen-by-mallory');
    expect(await whoIs(cloud, made)).toBe('not-signed-in');
    const tokens = await cloud.store.db.selectFrom('session').select('token').execute();
    expect(tokens.filter(({ token }) => token.includes('mallory'))).toEqual([]);
    const mine = cookieOf(browser.cookies());
    await cloud.as({ cookie: mine }).session.issueToken({ email: cloud.jo.email, password, machineName: 'RENDER-03' });
    expect(await whoIs(cloud, mine)).toBe(cloud.jo.email);
  });

  it('A8: coming back from the provider does not go on with a session that was there before', async () => {
    const accounts = { jo: { email: '' } };
    const studio = await signOnStudio(engine, { accounts });
    const { cloud, organization } = studio;
    const jo = await cloud.addPerson('Jo', { [organization]: 'member' });
    accounts.jo.email = jo.email;
    const mallory = await cloud.addPerson('Mallory');
    const { browser, callback } = await studio.upToTheCallback(jo.email, { login: 'jo' });
    const before = encodeURIComponent(mallory.token);
    browser.cookiesOf(cloud.url).set('greenroom.session_token', before);
    await browser.open(callback);
    expect(browser.cookiesOf(cloud.url).get('greenroom.session_token')).not.toBe(before);
    expect(await studio.whoIs(browser)).toBe(jo.email);
    await expect(cloud.client(mallory.token).session.show({})).rejects.toMatchObject({ code: 'not-signed-in' });
  });
});
