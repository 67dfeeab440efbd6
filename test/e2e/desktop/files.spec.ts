import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { electronProgram, freshMachine, launch } from '../../support/window.ts';

test.skip(electronProgram === null, 'no Electron runtime');

let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  // Chromium's own camera, which needs no hardware.
  app = await launch(freshMachine(), { options: ['--empty', '--use-fake-device-for-media-stream'] });
  page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
});
test.afterAll(() => app.close());

test('the camera may be used to scan a code, the microphone may not', async () => {
  const asked = await page.evaluate(async () => {
    const ask = (constraints: MediaStreamConstraints) =>
      navigator.mediaDevices.getUserMedia(constraints).then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
          return 'open';
        },
        (error: DOMException) => error.name,
      );
    return {
      camera: await ask({ video: true }),
      microphone: await ask({ audio: true }),
      both: await ask({ video: true, audio: true }),
      screen: await navigator.mediaDevices.getDisplayMedia({ video: true }).then(
        () => 'open',
        () => 'denied',
      ),
    };
  });
  expect(asked).toEqual({ camera: 'open', microphone: 'NotAllowedError', both: 'NotAllowedError', screen: 'denied' });
});

test('what the page made is saved where the person says; nothing comes from elsewhere', async () => {
  const target = join(mkdtempSync(join(tmpdir(), 'greenroom-save-')), 'RENDER-03.license-request');
  await app.evaluate(({ session }, path) => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'downloads', seen);
    session.defaultSession.on('will-download', (_event, item) => {
      // A person would choose in the dialog, whose suggestion this is.
      seen.push(item.getSaveDialogOptions().defaultPath ?? '');
      item.setSavePath(path);
      item.once('done', (_done, state) => seen.push(state));
    });
  }, target);
  const seen = () => app.evaluate(() => Reflect.get(globalThis, 'downloads') as string[]);
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['signed text'], { type: 'text/plain' }));
    link.download = 'RENDER-03.license-request';
    document.body.append(link);
    link.click();
    link.remove();
  });
  await expect.poll(seen).toEqual([expect.stringContaining('RENDER-03.license-request'), 'completed']);
  expect(readFileSync(target, 'utf8')).toBe('signed text');

  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/evil.exe';
    link.download = 'evil.exe';
    document.body.append(link);
    link.click();
  });
  await page.waitForTimeout(500);
  expect(await seen()).toHaveLength(2);
  expect(page.url()).toBe('greenroom://app/');
});

test('a file dropped on the window never replaces the page', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'greenroom-drop-')), 'dropped.html');
  writeFileSync(file, '<h1>not the page</h1>');
  await page.evaluate(() => {
    Reflect.set(window, 'dragged', '');
    addEventListener('dragenter', ({ dataTransfer }) => Reflect.set(window, 'dragged', dataTransfer?.types.join()));
  });
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data });
  // The same page, which saw the file coming.
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'dragged') as string)).toBe('Files');
  await page.waitForTimeout(500);
  expect(page.url()).toBe('greenroom://app/');
  expect(await page.evaluate(() => Reflect.get(window, 'dragged') as string)).toBe('Files');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
