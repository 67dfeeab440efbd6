import { expect, test } from 'vitest';
import { html } from '#cloud/mail/html.ts';
import { password } from '../../../support/account-cloud.ts';
import { cloudWithMail } from '../../../support/account-mail.ts';
import { forEachEngine } from '../../../support/store.ts';

const hostile = '=HYPERLINK("http://evil.example")<script>';

forEachEngine((engine) => {
  test('A7: privacy choices are off until somebody saves them; a change is on record and in a mail', async () => {
    const cloud = await cloudWithMail(engine);
    const { email } = await cloud.addPerson('Jo');
    const me = cloud.as({ token: await cloud.tokenOf(email) }).account;
    expect((await me.show({})).privacy).toEqual({ productNews: false, analytics: false });

    await me.choosePrivacy({ productNews: true, analytics: false });
    await me.choosePrivacy({ productNews: true, analytics: false });
    expect((await me.show({})).privacy).toEqual({ productNews: true, analytics: false });
    expect(await cloud.mailed(1)).toEqual([`${email}: Your privacy choices on Greenroom were changed`]);
    expect(cloud.letters[0]?.paragraphs.join('\n')).toMatch(
      /by mail: on\. Figures .*: off\.[\s\S]*http:\/\/127\.0\.0\.1:4711\/reset/,
    );
    const deeds = await cloud.store.db
      .selectFrom('audit')
      .select('details')
      .where('action', '=', 'account.choose-privacy')
      .execute();
    expect(deeds).toEqual([{ details: '{"productNews":{"from":false,"to":true}}' }]);
    await me.choosePrivacy({ productNews: false, analytics: true });
    expect((await me.show({})).privacy).toEqual({ productNews: false, analytics: true });
  });

  test('A7: all my data comes in one JSON file: what is mine and nothing that opens anything', async () => {
    const cloud = await cloudWithMail(engine);
    const studio = await cloud.addOrganization('Studio');
    const jo = await cloud.addPerson('Jo', { [studio]: 'editor' });
    const max = await cloud.addPerson('Max', { [studio]: 'owner' });
    const token = await cloud.tokenOf(jo.email);
    const me = cloud.as({ token }).account;
    await me.rename({ name: hostile });
    await me.agree({ kind: 'terms', version: '1' });
    await me.choosePrivacy({ productNews: true, analytics: false });
    const other = cloud.as({ token: await cloud.tokenOf(max.email) });
    await other.team.setRole({ organization: studio, person: jo.id, role: 'member' });

    const file = await me.export({});

    expect(file.name).toMatch(/^greenroom-account-\d{4}-\d\d-\d\d\.json$/);
    const data = JSON.parse(file.text) as Record<string, unknown>;
    expect(data).toMatchObject({
      cloud: 'Test cloud',
      account: { id: jo.id, name: hostile, email: jo.email },
      state: { isVerified: true, pendingEmail: null, deletion: null },
      consents: [{ kind: 'terms', version: '1' }],
      privacy: { productNews: true, analytics: false },
      memberships: [{ id: studio, name: 'Studio', role: 'member' }],
      sessions: [{ machineName: 'RENDER-03', ipAddress: '192.0.2.1' }],
      assignments: [],
      leases: [],
      invitationsSent: [],
      tickets: [],
      secondStep: [],
      apiKeys: [],
      doneAboutMe: [{ action: 'team.setRole', organization: 'Studio', actor: 'Max' }],
    });
    // What was done in one millisecond has no order.
    expect(new Set((data.doneByMe as { action: string }[]).map(({ action }) => action))).toEqual(
      new Set(['session.sign-in', 'account.rename', 'account.agree', 'account.choose-privacy', 'account.export']),
    );
    const tokens = await cloud.store.db.selectFrom('session').select('token').execute();
    const hashes = await cloud.store.db.selectFrom('account').select('password').execute();
    for (const secret of [...tokens.map((row) => row.token), ...hashes.map((row) => row.password ?? '')])
      expect(file.text).not.toContain(secret);
    expect(file.text).not.toContain(max.email);

    await cloud.mailed(2);
    const told = cloud.letters.find(({ subject }) => subject === 'Your data was exported from Greenroom');
    expect(told?.to).toBe(jo.email);
    expect(html(told!)).not.toContain('<script>');
  });

  test('A7: it has what organizations keep on record of me, and my accounts at their providers; not what managers note', async () => {
    const cloud = await cloudWithMail(engine);
    const [studio, other] = [await cloud.addOrganization('Studio'), await cloud.addOrganization('Other')];
    const jo = await cloud.addPerson('Jo', { [studio]: 'editor', [other]: 'member' });
    const max = await cloud.addPerson('Max', { [studio]: 'owner', [other]: 'owner' });
    const { team } = cloud.as({ token: await cloud.tokenOf(max.email) });
    await team.describe({ organization: studio, person: jo.id, called: 'Jo (nights)', note: 'good at night' });
    await team.remove({ organization: other, people: [jo.id] });
    const issuer = 'https://login.studio.example';
    const since = new Date().toISOString();
    await cloud.store.db
      .insertInto('account')
      .values({ id: 'C-jo', providerId: issuer, accountId: 'sub-1', userId: jo.id, createdAt: since, updatedAt: since })
      .execute();

    const { text: file } = await cloud.as({ token: await cloud.tokenOf(jo.email) }).account.export({});

    const { records, signOnAccounts } = JSON.parse(file) as Record<string, unknown>;
    expect(records).toEqual([
      {
        organization: 'Other',
        called: null,
        name: 'Jo',
        email: jo.email,
        role: 'member',
        removedAt: expect.any(Number),
      },
      { organization: 'Studio', called: 'Jo (nights)', name: null, email: null, role: null, removedAt: null },
    ]);
    expect(signOnAccounts).toEqual([{ issuer, account: 'sub-1', linkedAt: Date.parse(since) }]);
    expect(file).not.toContain('good at night');
  });

  test('A7: it has what organizations tell me of by mail, and the ownership that was offered to me', async () => {
    const cloud = await cloudWithMail(engine);
    const studio = await cloud.addOrganization('Studio');
    const jo = await cloud.addPerson('Jo', { [studio]: 'manager' });
    const max = await cloud.addPerson('Max', { [studio]: 'owner' });
    const owner = cloud.as({ token: await cloud.tokenOf(max.email) });
    const addresses = [jo.email, 'desk@studio.example'];
    await owner.notification.add({ organization: studio, addresses, kinds: ['licenses'] });
    await owner.team.offerOwnership({ organization: studio, person: jo.id, name: 'Studio', password });

    const { text: file } = await cloud.as({ token: await cloud.tokenOf(jo.email) }).account.export({});

    const { notifications, ownershipOffers } = JSON.parse(file) as Record<string, unknown>;
    expect(notifications).toEqual([{ organization: 'Studio', kinds: ['licenses'], daysBefore: expect.any(Number) }]);
    expect(ownershipOffers).toMatchObject([{ organization: 'Studio', from: max.id, to: jo.id, endedAt: null }]);
    expect(file).not.toContain('desk@studio.example');
  });

  test('A7: the file cannot be asked for all the time', async () => {
    const cloud = await cloudWithMail(engine, { limits: { export: { window: 900, max: 1 } } });
    const { email } = await cloud.addPerson('Jo');
    const me = cloud.as({ token: await cloud.tokenOf(email) }).account;
    await me.export({});
    await expect(me.export({})).rejects.toMatchObject({ code: 'too-many-attempts' });
  });
});
