import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalPage, startLocalPage } from '#main/hosts/web/local-page.ts';
import { createFakeCompanion } from '../../../support/fake-companion.ts';

let folder: string;
let page: LocalPage;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'greenroom-page-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '{}');
  writeFileSync(
    join(folder, 'page', 'index.html'),
    '<meta name="style-nonce" content="__GREENROOM_STYLE_NONCE__"><meta name="greenroom-door" content="__GREENROOM_DOOR__">',
  );
  writeFileSync(join(folder, 'page', 'assets', 'a-1.js'), 'export {};');
  const { router } = createFakeCompanion({ 'machine.show': () => ({ name: 'OB-1' }) });
  page = await startLocalPage({ router, pageFolder: join(folder, 'page') });
});
afterEach(async () => {
  await page.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Raw HTTP: `fetch` would mend the very things that are tested. */
function ask(path: string, { method = 'GET', headers = {}, body = '' }: Asked = {}) {
  return new Promise<{ status?: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
    const { port } = new URL(page.origin);
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const enter = (code: string, headers = {}) =>
  ask('/session', {
    method: 'POST',
    headers: { ...json, origin: page.origin, ...headers },
    body: JSON.stringify({ code }),
  });
const codeOf = (address: string) => address.split('#code=')[1] ?? '';
const callMachine = (headers: Record<string, string>) =>
  ask('/rpc/companion/machine/show', { method: 'POST', headers: { ...json, ...headers }, body: '{"json":{}}' });

describe('coming in', () => {
  it('takes the code once, for a cookie no script can read and no other site can use', async () => {
    const code = codeOf(page.invite());
    const { status, headers } = await enter(code);
    expect(status).toBe(204);
    const [cookie = ''] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^greenroom-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await enter(code)).status).toBe(401);
    const answer = await callMachine({ origin: page.origin, cookie: cookie.split(';')[0] ?? '' });
    expect(JSON.parse(answer.body)).toEqual({ json: { name: 'OB-1' } });
  });
  it('lets nobody call without it', async () => {
    const refused = await callMachine({ origin: page.origin });
    expect(refused.status).toBe(401);
    expect(JSON.parse(refused.body)).toMatchObject({ json: { code: 'page-not-opened', data: {} } });
    expect(
      (await callMachine({ origin: page.origin, cookie: `greenroom-${new URL(page.origin).port}=x` })).status,
    ).toBe(401);
    expect((await enter('guessed')).status).toBe(401);
    expect((await enter('x'.repeat(5_000))).status).toBe(401);
  });
});

describe('other pages', () => {
  it('are turned away by Origin and by Host', async () => {
    const code = codeOf(page.invite());
    expect((await enter(code, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await ask('/session', { method: 'POST', headers: json, body: JSON.stringify({ code }) })).status).toBe(403);
    expect((await ask('/', { headers: { host: `evil.example:${new URL(page.origin).port}` } })).status).toBe(403);
    expect((await ask('/', { headers: { host: `localhost:${new URL(page.origin).port}` } })).status).toBe(403);
    expect((await ask('/', { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await enter(code)).status).toBe(204);
  });
});

describe('the page', () => {
  it('comes with a fresh nonce, a strict policy, and its door', async () => {
    const [one, two] = [await ask('/'), await ask('/')];
    const nonceOf = (body: string) => /style-nonce" content="([^"]+)"/.exec(body)?.[1];
    expect(nonceOf(one.body)).toBeDefined();
    expect(nonceOf(one.body)).not.toBe(nonceOf(two.body));
    expect(one.body).toContain('content="web"');
    const policy = String(one.headers['content-security-policy']);
    expect(policy).toContain(`'nonce-${nonceOf(one.body)}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });
  it('may ask for the camera, to scan a code, and for nothing else', async () => {
    const policy = String((await ask('/')).headers['permissions-policy']);
    expect(policy).toContain('camera=(self)');
    expect(policy).toContain('microphone=()');
    expect(policy).not.toMatch(/\*|https?:/);
  });
  it('gives its own files, and no others', async () => {
    expect(await ask('/assets/a-1.js')).toMatchObject({ status: 200, body: 'export {};' });
    for (const path of [
      '/../secret.json',
      '/%2e%2e/secret.json',
      '/..%5csecret.json',
      '/%00',
      '/%zz',
      '/assets',
      '/etc/passwd',
    ]) {
      expect({ path, status: (await ask(path)).status }).toEqual({ path, status: 404 });
    }
    expect((await ask('/', { method: 'DELETE', headers: { origin: page.origin } })).status).toBe(405);
  });
});
