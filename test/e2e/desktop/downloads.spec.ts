import { type ElectronApplication, expect, test } from '@playwright/test';
import { text } from '#shared/text/index.ts';
import { chooseVersion, mainAct, transferOf, waitForSampleReleases } from '../../support/e2e/downloads.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { signInAsSample } from '../../support/e2e/story.ts';
import { electronProgram, freshMachine, launch } from '../../support/window.ts';

test.skip(electronProgram === null, 'no Electron runtime');

const windowsOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test('a download goes on when the window is closed, and when the app was killed and comes back', async () => {
  const machine = { ...freshMachine(), GREENROOM_SAMPLE_RELEASES: 'small' };
  const beside = createBeside(machine);
  const version = '25.4.0';
  const verified = async () => (await transferOf(beside, version)).verifiedBytes;

  const app = await launch(machine, { options: ['--sample'] });
  const page = await app.firstWindow();
  await signInAsSample(page);
  await waitForSampleReleases(beside);
  await beside.terminal.ask('settings update --download-limit 75000');
  // Out of the picker, which has no pages at its side.
  await page.evaluate(() => location.assign('#/downloads'));
  await chooseVersion(page, version);
  await mainAct(page).click();
  await expect.poll(verified).toBeGreaterThan(0);

  await page.close();
  expect(await windowsOf(app)).toBe(0);
  const whenClosed = await verified();
  await expect.poll(verified).toBeGreaterThan(whenClosed);

  const gone = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await gone;

  const again = await launch(machine, { options: ['--sample'] });
  try {
    await again.firstWindow();
    await beside.terminal.run('settings update --input -', { stdin: '{"downloadLimit":null}' });
    await expect.poll(async () => (await transferOf(beside, version)).state, { timeout: 60_000 }).toBe('done');
    const { fetchedBytes, size } = await transferOf(beside, version);
    expect(size - fetchedBytes, 'what was verified before the kill is not fetched again').toBeGreaterThan(whenClosed);
    const window = await again.firstWindow();
    await window.evaluate(() => location.assign('#/downloads'));
    await chooseVersion(window, version);
    await expect(window.getByText(text.window.downloads.onThisMachine).first()).toBeVisible();
  } finally {
    await again.close();
  }
});
