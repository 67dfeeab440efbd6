import { type Browser, expect, type Page, test } from '@playwright/test';
import { hour } from '#shared/models/time.ts';
import type { HeldLease, Status } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { linkIn, mailTo } from '../../support/e2e/mails.ts';
import { signInAtPortal } from '../../support/e2e/portal.ts';
import { pickRecommended } from '../../support/e2e/story.ts';
import { type SampleCloud, startSampleCloud } from '../../support/sample-cloud.ts';
import { type MailServer, startMailServer } from '../../support/smtp-server.ts';
import { freshMachine } from '../../support/window.ts';

const { organization, overview, person, picker, portal, shell, signIn, team } = text.window;
const studio = 'Pixel Barn';
const owner = 'Amara Okafor';
const kari = { email: 'kari@pixelbarn.example', name: 'Kari Moen', password: 'a barn full of pixels' };
const ola = { email: 'ola@fjord.example', name: 'Ola Nygård' };
const pasted = `Kari Moen <${kari.email}>\n${ola.email}, per@pixelbarn.example; lise@pixelbarn.example\nnina@pixelbarn.example`;
const invited = [kari.email, ola.email, 'per@pixelbarn.example', 'lise@pixelbarn.example', 'nina@pixelbarn.example'];
const inviteMail = `You are invited to ${studio} on Greenroom`;

let mail: MailServer;
let cloud: SampleCloud;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  mail = await startMailServer();
  cloud = await startSampleCloud({ smtp: mail.smtp });
});
test.afterAll(async () => {
  await cloud.stop();
  await mail.stop();
});

const open = (page: Page, path: string) => page.goto(new URL(path, cloud.url).href);
const dialog = (page: Page) => page.getByRole('dialog');
const confirm = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();
const newPage = async (browser: Browser) => (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
const licenseOf = (page: Page) =>
  page.getByRole('list', { name: person.licenses }).getByRole('listitem').filter({ hasText: 'Graphics XR' });

async function openKari(page: Page): Promise<void> {
  await open(page, '/team?find=kari');
  await page.getByRole('row').filter({ hasText: kari.name }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: kari.name })).toBeVisible();
}

async function assign(page: Page): Promise<void> {
  await openKari(page);
  await page.getByRole('button', { name: person.assign }).click();
  await dialog(page).getByRole('checkbox', { name: 'Graphics XR' }).check();
  await confirm(page, person.assignSubmit(1));
  await expect(page.getByText(person.assignDone(1, kari.name))).toBeVisible();
}

/** Twelve hours later, as far as this seat is concerned. */
const letGraceEnd = ({ id }: HeldLease) =>
  cloud.store.db
    .updateTable('lease')
    .set({ unassign_grace_ends_at: Date.now() - 1_000 })
    .where('id', '=', id)
    .execute();

test('T8, T3, A1, L6, L2, T5: the first day of an Owner, from a new organization to a license in the app and the end of both', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const page = await newPage(browser);
  await test.step('T8: the Owner makes an organization, and the vendor gives it a license', async () => {
    await signInAtPortal(page, cloud.url, 'amara@northlight.example');
    await open(page, '/account');
    await page.getByRole('button', { name: organization.create }).first().click();
    await expect(dialog(page).getByLabel(organization.name, { exact: true })).toBeFocused();
    await page.keyboard.type(studio);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: shell.switcher(studio) })).toBeVisible();
    const all = await cloud.vendor<{ id: string; name: string }[]>('organization', 'list');
    const id = all.find(({ name }) => name === studio)?.id ?? '';
    const sold = '--product graphics --edition xr --kind named --seats 2'.split(' ');
    await cloud.vendor('license', 'issue', '--organization', id, ...sold);
  });

  const links = await test.step('T3: five are invited as a list; each gets a mail of this cloud', async () => {
    await open(page, '/team');
    await page.getByRole('button', { name: team.invite }).first().click();
    await dialog(page).getByLabel(team.addresses).fill(pasted);
    await expect(dialog(page).getByText(team.verdicts.valid)).toHaveCount(5);
    await confirm(page, team.inviteSubmit(5));
    await expect(page.getByText(team.inviteDone(5))).toBeVisible();
    const mails = await Promise.all(invited.map((email) => mailTo(mail, email, inviteMail)));
    for (const { text: words } of mails) expect(words).toContain(`${owner} invites you to ${studio}`);
    const found = mails.map((each) => linkIn(each, cloud.url));
    expect(new Set(found).size).toBe(5);
    return found;
  });

  await test.step('A1: one signs up with the link of the mail, after both consents', async () => {
    const joining = await newPage(browser);
    await joining.goto(links[0] ?? '');
    const { invitation } = portal;
    await joining.getByLabel(invitation.firstName).fill('Kari');
    await joining.getByLabel(invitation.lastName).fill('Moen');
    await joining.getByLabel(invitation.password, { exact: true }).fill(kari.password);
    const signUp = joining.getByRole('button', { name: invitation.signUp });
    await joining.getByLabel(invitation.terms).check();
    await expect(signUp).toBeDisabled();
    await joining.getByLabel(invitation.privacy).check();
    await signUp.click();
    await expect(joining.getByRole('button', { name: shell.personMenu(kari.name) })).toBeVisible();
    await expect(joining.getByText(studio).first()).toBeVisible();
    await joining.context().close();
  });

  await test.step('A1: one has an account, signs in, and belongs to both', async () => {
    const joining = await newPage(browser);
    await joining.goto(links[1] ?? '');
    await expect(joining.getByText(portal.invitation.signInFirst)).toBeVisible();
    await expect(joining.getByLabel(signIn.email)).toHaveValue(ola.email);
    await joining.getByLabel(signIn.password, { exact: true }).fill('ready-for-air');
    await joining.getByRole('button', { name: signIn.submit, exact: true }).click();
    await expect(joining.getByRole('button', { name: shell.personMenu(ola.name) })).toBeVisible();
    await open(joining, '/account/organizations');
    for (const name of [studio, 'Fjord Broadcast']) await expect(joining.getByText(name).first()).toBeVisible();
    await joining.context().close();
  });

  await test.step('L6: the Owner sees who has joined, and assigns a license', async () => {
    await open(page, '/team');
    for (const { name } of [kari, ola])
      await expect(page.getByRole('row').filter({ hasText: name })).toContainText(team.states.verified);
    await expect(page.getByRole('row').filter({ hasText: team.states.pending })).toHaveCount(3);
    await assign(page);
  });

  const machine = freshMachine();
  const beside = createBeside(machine);
  const { fingerprint } = await beside.terminal.ask<{ fingerprint: string }>(`connection test --url ${cloud.url}`);
  await beside.terminal.ask(`connection use --url ${cloud.url} --fingerprint "${fingerprint}"`);
  await beside.terminal.ask('settings update --allow-private-file');
  const local = await startLocalPage(machine, 'empty');
  try {
    const app = await newPage(browser);
    const status = () => beside.terminal.ask<Status>('status show');
    const here = (await status()).machine.name;
    const pick = async () => {
      await pickRecommended(app);
      const [lease] = await beside.held();
      if (!lease) throw new Error('nothing was picked');
      expect(await beside.check(lease)).toEqual({ exit: 0, verdict: 'licensed' });
      return lease;
    };
    const graceEnds = async (lease: HeldLease) => {
      await letGraceEnd(lease);
      expect(await beside.heartbeat()).toEqual([]);
      await expect(app.getByRole('heading', { name: picker.title })).toBeVisible();
      await expect(
        app.getByText(`Graphics XR is no longer assigned to you: ${owner} changed it`).first(),
      ).toBeVisible();
      expect((await status()).session).toMatchObject({ state: 'signed-in' });
      expect(await beside.check(lease)).toEqual({ exit: 12, verdict: 'not-licensed' });
    };
    /** The seat runs on, and the machine counts down. */
    const graceRuns = async () => {
      const [lease] = await beside.heartbeat();
      expect(lease?.standing).toBe('unassign-grace');
      expect(Math.abs((lease?.unassignGraceEndsAt ?? 0) - Date.now() - 12 * hour)).toBeLessThan(2 * 60_000);
      await expect(app.getByText(overview.unassignedHere('11 more hours'))).toBeVisible();
      if (lease) expect((await beside.check(lease)).exit).toBe(0);
    };

    const first = await test.step('L2: she signs in in the app and picks it', async () => {
      await app.goto(local.address);
      await app.getByRole('button', { name: signIn.byPassword }).click({ timeout: 60_000 });
      await app.getByLabel(signIn.email).fill(kari.email);
      await app.getByLabel(signIn.password, { exact: true }).fill(kari.password);
      await app.getByRole('button', { name: signIn.submit, exact: true }).click();
      await expect(app.getByRole('grid', { name: picker.label })).toBeVisible();
      return pick();
    });

    await test.step('L6: unassigned while it runs: the machine counts 12 hours down', async () => {
      await openKari(page);
      await expect(licenseOf(page)).toContainText(here);
      await page.getByRole('button', { name: person.unassignOf('Graphics XR') }).click();
      await expect(dialog(page)).toContainText(person.effects.grace(here));
      await confirm(page, person.unassignConfirm);
      await expect(licenseOf(page)).toContainText(/Unassigned: ends in 1[12] hours/);
      await graceRuns();
    });

    await test.step('L6: after that the app lands in the picker and stays signed in', () => graceEnds(first));

    await test.step('T5: assigned and picked again, she is removed: by mail, with the same hours to finish', async () => {
      await assign(page);
      await app.getByRole('button', { name: picker.checkAgain }).click();
      await expect(app.getByRole('row').filter({ hasText: 'Graphics XR' })).toContainText(picker.assigned);
      const second = await pick();
      await openKari(page);
      await page.getByRole('button', { name: team.remove }).click();
      await confirm(page, team.removeConfirm);
      await expect(page.getByText(team.removeDone(1))).toBeVisible();
      const told = await mailTo(mail, kari.email, `You no longer belong to ${studio} on Greenroom`);
      expect(told.text).toContain(`Graphics XR on ${here} goes on until`);
      await graceRuns();
      await graceEnds(second);
    });

    await test.step('T5: the app says that she belongs nowhere, and her account stays', async () => {
      await app.getByRole('button', { name: picker.checkAgain }).click();
      await expect(app.getByText(picker.emptyNowhere)).toBeVisible();
      expect(await beside.held()).toEqual([]);
      const other = await newPage(browser);
      await signInAtPortal(other, cloud.url, kari.email, kari.password);
      await expect(other.getByText(organization.noneTitle)).toBeVisible();
    });
  } finally {
    await local.stop();
  }
});
