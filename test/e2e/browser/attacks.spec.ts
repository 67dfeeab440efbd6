import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { expect, type Page, test } from '@playwright/test';
import type { cloudContract } from '#shared/contract/cloud/index.ts';
import { text } from '#shared/text/index.ts';
import { hostile, hostiles, hostileText, lookAt, watchFor } from '../../support/e2e/hostile.ts';
import { hostileFields, textFields } from '../../support/e2e/text-fields.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';
import { signedIn } from '../../support/signed-in.ts';

type Client = ContractRouterClient<typeof cloudContract>;

const owner = { email: 'amara@northlight.example', password: 'ready-for-air' };

let cloud: SampleCloud;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  cloud = await startSampleCloud();
});
test.afterAll(() => cloud.stop());

/** zod asks once whether it may make code, and is told no; the outbox reads letters, with their looks, in a document that is never shown. */
const isExpected = (what: string) =>
  what === 'stopped by the policy: script-src eval ' || what === 'stopped by the policy: style-src-attr inline ';

/** An Owner, at a machine with a hostile name. `tried`: into which fields something hostile was written. */
async function asOwner(tried: Set<string>): Promise<Client> {
  const at = (token?: string): Client => {
    const link = new RPCLink({
      url: `${cloud.url}/rpc`,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    return createORPCClient({
      call(path, input, options) {
        for (const field of hostileFields(path, input)) tried.add(field);
        return link.call(path, input, options);
      },
    });
  };
  const { token } = signedIn(await at().session.issueToken({ ...owner, machineName: hostile.image }));
  return at(token);
}

/** Writes into every text field of the contract; what only machines and the vendor write, into the store. */
async function fillEverything() {
  const tried = new Set<string>();
  const me = await asOwner(tried);
  await me.account.rename({ name: hostile.image });
  const [northlight] = await me.organization.list({});
  const organization = northlight?.id ?? '';
  await me.organization.update({ organization, name: hostile.vector });
  await me.organization.create({ name: hostile.link, timeZone: 'Europe/Oslo' });
  const address = hostiles.slice(0, 6);
  await me.organization.updateCompany({ organization, legalName: hostile.script, address, vatId: hostile.address });
  const jo = cloud.store.db.selectFrom('user').select('id').where('email', '=', 'jo@northlight.example');
  const { id: person } = await jo.executeTakeFirstOrThrow();
  await me.team.describe({ organization, person, called: hostile.image, note: hostileText.slice(0, 1_000) });
  const addresses = [`${hostile.image} <kim@studio.example>`, hostile.vector];
  const { addresses: invited } = await me.team.invite({ organization, addresses, role: 'member' });
  await me.notification.add({ organization, addresses, kinds: ['licenses'], daysBefore: 30 });
  for (const name of [hostile.image, hostile.link]) {
    const key = await me.apiKey.create({ organization, name, scopes: ['read'], days: null });
    await me.apiKey.rename({ organization, key: key.id, name: `${name} again` });
  }
  const url = `http://127.0.0.1:9/?${encodeURIComponent(hostile.image)}`;
  const hook = await me.webhook.create({ organization, name: hostile.vector, url, events: ['licenses'] });
  await me.webhook.update({ organization, webhook: hook.id, name: hostile.image });
  await me.webhook.test({ organization, webhook: hook.id });
  const wish = { organization, subject: hostile.image, description: hostileText, machine: hostile.address };
  const ticket = await me.support.create(wish);
  await me.support.reply({ organization, ticket: ticket.id, text: hostileText });
  await me.singleSignOn.update({ organization, issuer: cloud.url, clientId: hostile.vector });
  const code = await me.device.start({ machineName: hostile.vector, platform: 'linux' });
  // A new field in the contract is written here, too, or says in `text-fields.ts` why it need not be.
  expect(textFields().filter((field) => !tried.has(field))).toEqual([]);
  await cloud.store.db.updateTable('machine').set({ name: hostile.image }).execute();
  await cloud.store.db.updateTable('document').set({ title: hostile.image, text: hostileText }).execute();
  const license = await cloud.store.db
    .selectFrom('license')
    .select('id')
    .where('organization_id', '=', organization)
    .executeTakeFirstOrThrow();
  const id = invited.find((each) => each.invitation !== null)?.invitation ?? '';
  const mails = await cloud.store.db.selectFrom('outbox').select('text').execute();
  const [, invitation = ''] =
    new RegExp(`/invitation/(${id}#\\S+)`).exec(mails.map(({ text: said }) => said).join()) ?? [];
  return { person, ticket: ticket.id, code: code.userCode, license: license.id, invitation };
}

/** A page that takes its time is waited for; one that never shows what was typed is told of with the others. */
const comes = (page: Page) =>
  expect
    .poll(async () => (await lookAt(page)).shown)
    .toBeGreaterThan(0)
    .catch(() => undefined);

test('what somebody types is text on every page: no script runs, nothing is asked elsewhere, no link is a script', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { person, ticket, code, license, invitation } = await fillEverything();
  const taken = await watchFor(page, cloud.url);
  await signInAtPortal(page, cloud.url, owner.email);

  /** Where what was typed must be seen, so that a page that shows nothing does not pass. */
  const shows = [
    'overview',
    'support',
    `support/${ticket}`,
    'team',
    `team/${person}`,
    'machines',
    'organization',
    'organization/integrations',
    'organization/audit',
    'account',
    'outbox',
    'terms/1',
    `invitation/${invitation}`,
    `device?code=${code}`,
  ];
  const others = [
    'licenses',
    `licenses/${license}`,
    'downloads',
    'offline',
    'documentation',
    'team-file',
    'products',
    'machines/rooms',
    'organization/notifications',
    'organization/sign-on',
    'calendar',
    'privacy/1',
    'unsubscribe/x',
    `team?find=${encodeURIComponent(hostile.image)}`,
    `organization/audit?text=${encodeURIComponent(hostile.vector)}`,
    `licenses?text=${encodeURIComponent(hostile.image)}#${encodeURIComponent(hostile.image)}`,
    `account/${encodeURIComponent(hostile.image)}`,
    encodeURIComponent(hostile.vector),
  ];
  const found: Record<string, string[]> = {};
  for (const path of [...shows, ...others]) {
    await page.goto(`${cloud.url}/${path}`);
    await expect(page.locator('main, h1').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    if (shows.includes(path)) await comes(page);
    const { made, shown } = await lookAt(page);
    const problems = [...made, ...taken.wrong.splice(0).filter((what) => !isExpected(what))];
    if (shows.includes(path) && shown === 0) problems.push('shows nothing that was typed');
    if (problems.length > 0) found[path] = problems;
  }
  expect(found).toEqual({});

  await test.step('mails are read in the outbox as text, in either form', async () => {
    await page.goto(`${cloud.url}/outbox`);
    const letters = page.getByRole('list', { name: text.window.portal.outbox.choose }).getByRole('button');
    await expect(letters.first()).toBeVisible();
    for (let at = 0; at < (await letters.count()); at++) {
      await letters.nth(at).click();
      for (const form of [text.window.portal.outbox.asText, text.window.portal.outbox.asHtml]) {
        await page.getByText(form, { exact: true }).click();
        const { made } = await lookAt(page);
        const wrong = taken.wrong.filter((what) => !isExpected(what));
        expect([at, form, made, wrong]).toEqual([at, form, [], []]);
      }
    }
  });
});
