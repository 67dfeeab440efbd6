import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readSettings } from '#cloud/config.ts';
import { settle } from '#cloud/embedded/settle.ts';

async function freshFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'greenroom-data-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'cloud');
}

it('makes secret and port once, readable for their owner only', async () => {
  const folder = await freshFolder();
  const settings = readSettings({ GREENROOM_DATA: folder });
  const [first, second] = [await settle(settings), await settle(settings)];
  expect(second).toEqual(first);
  expect(first.secret.length).toBeGreaterThan(40);
  expect(first.publicUrl).toBe(`http://127.0.0.1:${first.port}`);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

it('agrees on one secret when eight processes start at once', async () => {
  const settings = readSettings({ GREENROOM_DATA: await freshFolder() });
  const configs = await Promise.all(Array.from({ length: 8 }, () => settle(settings)));
  expect(new Set(configs.map(({ secret }) => secret)).size).toBe(1);
});

it('takes another port while its own is taken, and comes back to it', async () => {
  const settings = readSettings({ GREENROOM_DATA: await freshFolder() });
  const { port } = await settle(settings);
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const elsewhere = await settle(settings);
  expect(elsewhere.port).not.toBe(port);
  other.close();
  await once(other, 'close');
  expect((await settle(settings)).port).toBe(port);
});
