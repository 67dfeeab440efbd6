import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CloudConfig } from '#cloud/config.ts';
import { linkSecret, openReleaseStore } from '#cloud/release-store/open.ts';
import { readLinkToken } from '#cloud/release-store/link-token.ts';
import { Failure } from '#shared/errors.ts';
import { explain, text } from '#shared/text/index.ts';
import { noon } from '../../../support/signed-files.ts';

const config: CloudConfig = {
  isEmbedded: true,
  name: 'Test cloud',
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'https://greenroom.example',
  store: { file: ':memory:' },
  secret: 's'.repeat(43),
  mail: { kind: 'outbox' },
  releases: { folder: '/srv/releases' },
  releasesUrl: null,
  reachesPrivate: true,
  logLevel: 'silent',
};
const clock = { now: () => noon };
const key = 'graphics/25.4.0/user-guide/user-guide.pdf';

test('D8: a folder is served by the cloud itself, or by the web server that is named', async () => {
  const own = openReleaseStore(config, clock);
  expect(own.path(key)).toBe(join('/srv/releases', key));
  const { url } = await own.link(key);
  expect(url).toMatch(/^https:\/\/greenroom\.example\/releases\/[\w.-]+\/user-guide\.pdf$/);
  expect(readLinkToken(linkSecret(config), url.split('/').at(-2) ?? '', noon)).toEqual({ key, isExpired: false });

  const behind = openReleaseStore({ ...config, releasesUrl: 'https://downloads.example/p' }, clock);
  expect(await behind.link(key)).toEqual({ url: `https://downloads.example/p/${key}`, expiresAt: null });
});

test('D8: a cloud without a place for releases has none, and says so when one is to be put', async () => {
  const store = openReleaseStore({ ...config, releases: null }, clock);
  expect([await store.size(key), await store.read(key), store.path(key)]).toEqual([null, null, null]);
  const putting = await store
    .put(key, new Uint8Array(1), { size: 1, contentType: '' })
    .catch((error: unknown) => error);
  expect(putting).toBeInstanceOf(Failure);
  expect(explain(putting as Failure).sentence).toContain(text.cloud.setting.releasesMissing);
});
