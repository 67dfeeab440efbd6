import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text as read } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import type { KeyScope } from '#shared/models/api-key.ts';
import { text } from '#shared/text/index.ts';
import { startTestCloud } from '../../support/cloud.ts';
import { createTerminalMachine } from '../../support/terminal-machine.ts';

/** A studio whose manager makes keys. */
async function studio() {
  const cloud = await startTestCloud();
  const organization = await cloud.addOrganization('Northlight Studios');
  const ingrid = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
  const keyFor = (...scopes: KeyScope[]) =>
    ingrid.client.apiKey.create({ organization, name: 'Render sync', scopes, days: 30 });
  return { cloud, organization, ingrid, keyFor };
}

it('O9: a script in the terminal uses a key: within its scopes, and not beyond them', async () => {
  const { cloud, organization, ingrid, keyFor } = await studio();
  const machine = createTerminalMachine();
  onTestFinished(() => machine.remove());
  const { fingerprint } = await machine.ask<{ fingerprint: string }>(`connection test --url ${cloud.url}`);
  await machine.ask(`connection use --url ${cloud.url} --fingerprint "${fingerprint}"`);
  const key = await keyFor('read', 'people');
  const script = (line: string, token = key.text) =>
    machine.run(`${line} --json`, { environment: { GREENROOM_TOKEN: token } });

  const shown = await script(`cloud organization show --organization ${organization}`);
  expect([shown.exit, shown.error]).toEqual([0, '']);
  expect(shown.value).toMatchObject({ name: 'Northlight Studios', role: 'manager' });
  const invited = await script(
    `cloud team invite --organization ${organization} --addresses kim@studio.example --role member`,
  );
  expect(invited.value).toMatchObject({ addresses: [{ address: 'kim@studio.example', verdict: 'valid' }] });

  const audit = await script(`cloud audit list --organization ${organization}`);
  expect([audit.exit, audit.value]).toMatchObject([4, { error: { code: 'key-lacks-scope' } }]);
  const mine = await script('cloud account show');
  expect([mine.exit, mine.value]).toMatchObject([3, { error: { code: 'not-for-keys' } }]);
  await ingrid.client.apiKey.revoke({ organization, key: key.id });
  const revoked = await script(`cloud organization show --organization ${organization}`);
  expect([revoked.exit, revoked.value]).toMatchObject([3, { error: { code: 'not-signed-in' } }]);
  for (const { out, error } of [shown, invited, audit, mine, revoked]) expect(out + error).not.toContain(key.text);

  // What the page of the keys says, as it stands there.
  const reading = await keyFor('audit');
  const [said, rest = ''] = text.window.integrations.how.terminalBody(organization).split(' greenroom ');
  expect(said).toBe('GREENROOM_TOKEN=grk_…');
  const listed = await machine.run(rest, { environment: { GREENROOM_TOKEN: reading.text } });
  expect(listed.exit).toBe(0);
  expect(listed.value).toMatchObject({ rows: [{ action: 'apiKey.create' }, { action: 'apiKey.revoke' }, {}, {}] });
});

it('O9: a first call over HTTP is as the page says', async () => {
  const { cloud, keyFor } = await studio();
  const key = await keyFor('read');
  const curl = async (token: string) => {
    const child = spawn('sh', ['-c', `${text.window.integrations.how.curlBody(cloud.url)} -s -w '\\n%{http_code}'`], {
      env: { ...process.env, GREENROOM_TOKEN: token, NO_PROXY: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const out = await read(child.stdout);
    if (child.exitCode === null) await once(child, 'exit');
    const [body = '', status] = out.split('\n');
    return [Number(status), JSON.parse(body)];
  };
  expect(await curl(key.text)).toMatchObject([200, [{ name: 'Northlight Studios' }]]);
  expect(await curl(`${key.text.slice(0, -1)}x`)).toMatchObject([401, { code: 'not-signed-in' }]);
});
