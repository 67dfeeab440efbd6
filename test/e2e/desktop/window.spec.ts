import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { electronFlags } from '../../../build/steps/electron.mjs';
import { root } from '../../../build/steps/places.mjs';
import { electronProgram, freshMachine, launch } from '../../support/window.ts';

test.skip(electronProgram === null, 'no Electron runtime');

let machine: ReturnType<typeof freshMachine>;
let app: ElectronApplication;
let page: Page;

test.beforeEach(async () => {
  machine = freshMachine();
  app = await launch(machine, { options: ['--empty'] });
  page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
});
test.afterEach(() => app.close());

const windowCount = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test('the page has no Node, no Electron and no way out', async () => {
  expect(page.url()).toBe('greenroom://app/');
  const reach = await page.evaluate(async () => ({
    node: typeof Reflect.get(globalThis, 'process') + typeof Reflect.get(globalThis, 'require'),
    network: await fetch('https://example.com').then(
      () => 'open',
      () => 'denied',
    ),
    window: window.open('https://example.com') === null ? 'denied' : 'open',
    whereabouts: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('open'),
        ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : 'other'),
      ),
    ),
    notifications: Notification.permission,
  }));
  expect(reach).toEqual({
    node: 'undefinedundefined',
    network: 'denied',
    window: 'denied',
    whereabouts: 'denied',
    notifications: 'denied',
  });
  await page.evaluate(() => location.assign('https://example.com'));
  await page.waitForTimeout(200);
  expect(page.url()).toBe('greenroom://app/');
});

test('only what the page is made of is served, under a strict policy', async () => {
  const answers = await page.evaluate(async () => {
    const index = await fetch('/');
    const outside = await Promise.all(
      ['/..%2f..%2fpackage.json', '/assets/none.js', '/.made-from/desktop'].map((path) => fetch(path)),
    );
    return {
      policy: index.headers.get('content-security-policy') ?? '',
      statuses: outside.map(({ status }) => status),
    };
  });
  expect(answers.policy).toContain(`default-src 'none'`);
  expect(answers.policy).not.toContain('unsafe');
  expect(answers.statuses[0]).toBe(404);
  expect(answers.statuses[1]).toBe(404);
});

test('runs in the sandbox, isolated', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents;
    return contents && Reflect.apply(Reflect.get(contents, 'getLastWebPreferences') as () => object, contents, []);
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
});

test('goes on when its window closes, and a second start opens it again', async () => {
  await expect.poll(() => page.title()).toBe('Greenroom');
  const ownProcess = app.process().pid;
  await page.waitForTimeout(1_500);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(windowCount).toBe(0);

  const second = spawn(electronProgram ?? '', [...electronFlags(), root], { env: { ...process.env, ...machine } });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect.poll(windowCount).toBe(1);
  expect(app.process().pid).toBe(ownProcess);
});

test('opens where it was', async () => {
  const bounds = { x: 40, y: 30, width: 900, height: 620 };
  await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds);
  await page.waitForTimeout(300);
  await app.close();
  app = await launch(machine, { options: ['--empty'] });
  await app.firstWindow();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toEqual(
    bounds,
  );
});
