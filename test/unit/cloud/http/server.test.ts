import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { commandsOf } from '#shared/arguments/commands.ts';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await startTestCloud({ portalFolder: await builtPortal() });
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${cloud.url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const get = (path: string) => fetch(`${cloud.url}${path}`);

describe('doors', () => {
  it('answer the same at both', async () => {
    const [rpc, api] = await Promise.all([post('/rpc/about/show', '{"json":{}}'), post('/api/v1/about/show', '{}')]);
    expect(((await rpc.json()) as { json: unknown }).json).toEqual(await api.json());
  });

  it('are not read as anything but data by a browser', async () => {
    const answers = await Promise.all([post('/rpc/about/show', '{"json":{}}'), post('/api/v1/about/show', '{}')]);
    expect(answers.map(({ headers }) => headers.get('x-content-type-options'))).toEqual(['nosniff', 'nosniff']);
  });

  it('name the fields of bad input', async () => {
    const answer = await post('/api/v1/session/signIn', '{"email":"x","password":""}');
    expect(answer.status).toBe(400);
    const { code, data } = (await answer.json()) as { code: string; data: { problems: { field: string }[] } };
    expect([code, data.problems.map(({ field }) => field)]).toEqual(['invalid-input', ['email', 'password']]);
  });

  it.each([
    ['what is not JSON', '/rpc/about/show', '{', 400, 'invalid-input'],
    ['what is too large', '/rpc/about/show', `{"json":"${'x'.repeat(1_100_000)}"}`, 400, 'invalid-input'],
    ['an unknown operation', '/rpc/license/fly', '{}', 404, 'not-found'],
    ['somebody who is not signed in', '/rpc/license/mine', '{"json":{}}', 401, 'not-signed-in'],
  ])('refuse %s in the shape of every failure', async (_what, path, body, status, code) => {
    const answer = await post(path, body);
    expect([answer.status, await answer.json()]).toMatchObject([status, { json: { code } }]);
  });

  it('refuse what a page of somebody else sends', async () => {
    const foreign = await post('/rpc/about/show', '{"json":{}}', { origin: 'http://evil.example' });
    expect([foreign.status, await foreign.json()]).toMatchObject([403, { json: { code: 'not-allowed' } }]);
    expect((await post('/rpc/about/show', '{"json":{}}', { origin: cloud.url })).status).toBe(200);
    expect((await post('/rpc/about/show', '{"json":{}}', { cookie: 'greenroom.session_token=x' })).status).toBe(403);
  });

  it('answer a bug with an id only, and log it in full under that id', async () => {
    const lines: string[] = [];
    const { createLog } = await import('#cloud/log.ts');
    cloud = await startTestCloud({ log: createLog('info', { write: (line) => lines.push(line) }) });
    await cloud.parts.store.db.schema.dropTable('outbox').execute();
    const answer = (await (await post('/api/v1/outbox/list', '{}')).json()) as { code: string; data: { id: string } };
    expect(answer).toMatchObject({ code: 'internal', status: 500 });
    expect(JSON.stringify(answer)).not.toContain('outbox');
    expect(lines.find((line) => line.includes(answer.data.id))).toContain('no such table');
  });
});

describe('portal', () => {
  it('serves the page at every address, with a fresh style nonce that its policy names', async () => {
    const pages = await Promise.all(['/', '/licenses', '/device?code=K7QF2M9D'].map(get));
    const nonces = await Promise.all(
      pages.map(async (page) => {
        const nonce = /nonce="(\w+)" door="portal"/.exec(await page.text())?.[1] ?? '';
        expect(page.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
        expect(page.headers.get('cache-control')).toBe('no-store');
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(3);
  });

  it('allows nothing from elsewhere', async () => {
    const policy = (await get('/')).headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  it('lets browsers keep hashed files for ever and others never', async () => {
    expect((await get('/assets/index-abc123.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it('serves nothing outside its folder', async () => {
    const answer = await get('/..%2f..%2fpackage.json');
    expect(await answer.text()).not.toContain('dependencies');
  });
});

describe('whoever watches', () => {
  it('hears that the process lives and that its database answers', async () => {
    expect(await (await get('/health/live')).json()).toEqual({ alive: true });
    expect(await (await get('/health/ready')).json()).toEqual({ ready: true });
  });

  it('hears when the database is away', async () => {
    await cloud.parts.store.close();
    const answer = await get('/health/ready');
    expect([answer.status, await answer.json()]).toEqual([503, { ready: false }]);
    expect((await get('/health/live')).status).toBe(200);
  });

  it('sees what operations were called, and how they ended', async () => {
    await post('/rpc/license/mine', '{"json":{}}');
    const text = await (await get('/metrics')).text();
    expect(text).toContain('greenroom_operations_total{operation="license.mine",outcome="not-signed-in"} 1');
    expect(text).toContain('process_resident_memory_bytes');
  });
});

describe('reference', () => {
  it('documents every operation of the contract', async () => {
    const document = (await (await get('/api/v1/openapi.json')).json()) as { paths: Record<string, unknown> };
    const paths = commandsOf(cloudContract).map(({ path }) => `/${path.join('/')}`);
    expect(Object.keys(document.paths).toSorted()).toEqual(paths.toSorted());
    const page = await (await get('/api/v1/docs')).text();
    for (const path of paths) expect(page).toContain(`<code>POST ${path}</code>`);
  });

  it('is a page without scripts and without anything from elsewhere', async () => {
    const page = await (await get('/api/v1/docs')).text();
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
    expect(page).toContain('light dark');
  });
});

async function builtPortal(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'greenroom-portal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<p nonce="__GREENROOM_STYLE_NONCE__" door="__GREENROOM_DOOR__"></p>');
  await writeFile(join(folder, 'assets', 'index-abc123.js'), '');
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  return folder;
}
