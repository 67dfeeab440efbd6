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

it('keeps releases in its data folder, unless another place is named', async () => {
  const folder = await freshFolder();
  const embedded = await settle(readSettings({ GREENROOM_DATA: folder }));
  expect(embedded.releases).toEqual({ folder: join(folder, 'releases') });
  const elsewhere = await settle(readSettings({ GREENROOM_DATA: folder, GREENROOM_RELEASES: 's3://releases' }));
  expect(elsewhere.releases).toEqual({ bucket: 'releases', prefix: '', endpoint: null });
});

it('a cloud with a database server has a place for releases only when one is named, or a data folder', async () => {
  const server = {
    DATABASE_URL: 'postgres://greenroom@db.example/greenroom',
    GREENROOM_SECRET: 's'.repeat(43),
    GREENROOM_PUBLIC_URL: 'https://greenroom.example',
    GREENROOM_SMTP_URL: 'smtp://mail.example',
    GREENROOM_MAIL_FROM: 'greenroom@studio.example',
  };
  const placeOf = async (more: Record<string, string>) => (await settle(readSettings({ ...server, ...more }))).releases;
  expect(await placeOf({})).toBeNull();
  expect(await placeOf({ GREENROOM_DATA: '/srv/greenroom' })).toEqual({ folder: '/srv/greenroom/releases' });
  expect(await placeOf({ GREENROOM_RELEASES: '/srv/releases' })).toEqual({ folder: '/srv/releases' });
});
