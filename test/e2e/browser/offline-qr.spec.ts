import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { qrText } from '#shared/files/bundle.ts';
import { text } from '#shared/text/index.ts';
import { qrDots } from '../../../renderer/parts/qr-code.tsx';
import { settled } from '../../support/e2e/axe.ts';
import { requestsOf, trustRootIn } from '../../support/e2e/carried-requests.ts';
import { startLocalPage } from '../../support/e2e/local-page.ts';
import { createBeside } from '../../support/e2e/machine.ts';
import { signInAsSample } from '../../support/e2e/story.ts';
import { signedInElsewhere } from '../../support/sample-cloud.ts';
import { freshMachine } from '../../support/window.ts';

const { inspect, intake, offline } = text.window;

let machine: ReturnType<typeof freshMachine>;
let local: Awaited<ReturnType<typeof startLocalPage>>;
test.beforeEach(async () => {
  machine = freshMachine();
  local = await startLocalPage(machine);
});
test.afterEach(() => local.stop());

test('a request is shown as a QR code, and read from a picture of the screen', async ({ page }) => {
  await page.goto(local.address);
  await signInAsSample(page);
  await page.evaluate(() => location.assign('#/offline'));
  await page.getByRole('button', { name: offline.request.more }).click();
  await page.getByRole('menuitem', { name: offline.request.asQr }).click();
  const code = page.getByRole('img', { name: inspect.qrLabel });
  await expect(code).toBeVisible();
  await settled(page);
  const picture = await page.screenshot();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: intake.scan }).click();
  await expect(page.getByText(inspect.scanNoCamera)).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: inspect.scanPicture }).click();
  await (await chooser).setFiles({ name: 'screen.png', mimeType: 'image/png', buffer: picture });
  const { name } = await createBeside(machine).terminal.ask<{ name: string }>('machine show');
  await expect(page.getByRole('grid', { name: intake.label }).getByText(name)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a request is read by a camera that sees it', async ({ launchOptions }) => {
  const cloudPage = await chromium.launch(launchOptions);
  const first = await cloudPage.newPage();
  await first.goto(local.address);
  await signInAsSample(first);
  const cloudUrl = await createBeside(machine).cloudUrl();
  const { trustRoot, sample } = await (await signedInElsewhere(cloudUrl)).about.show({});
  const [request = ''] = requestsOf(1, trustRootIn(trustRoot), { product: 'graphics', edition: 'xr' });
  const film = join(mkdtempSync(join(tmpdir(), 'greenroom-film-')), 'code.y4m');
  writeFileSync(film, filmOf(qrText(request) ?? ''));
  const browser = await chromium.launch({
    ...launchOptions,
    args: [
      ...(launchOptions.args ?? []),
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(cloudUrl);
    await page.getByRole('button', { name: text.window.signIn.continueAs(sample?.name ?? '') }).click();
    await expect(page.getByRole('heading', { name: text.window.overview.title })).toBeVisible();
    await page.goto(new URL('/offline', cloudUrl).href);
    await page.getByRole('button', { name: intake.scan }).click();
    await expect(page.getByRole('grid', { name: intake.label }).getByText('NODE-0001')).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole('dialog')).toBeHidden();
  } finally {
    await browser.close();
    await cloudPage.close();
  }
});

/** A film of a screen with the code on it, held before a camera: grey around it, and one second long. */
function filmOf(value: string): Buffer {
  const [width, height, scale] = [1280, 960, 5];
  const { data, size } = qrDots(value, true);
  const luma = Buffer.alloc(width * height, 120);
  const [left, top] = [Math.floor((width - size * scale) / 2), Math.floor((height - size * scale) / 2)];
  for (let y = 0; y < size * scale; y++)
    for (let x = 0; x < size * scale; x++)
      luma[(top + y) * width + left + x] = data[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 30 : 220;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420\n`), ...Array(5).fill(frame)]);
}
