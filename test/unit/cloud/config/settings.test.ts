import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSettings, WrongSettings } from '#cloud/config.ts';
import { text } from '#shared/text/index.ts';

const say = text.cloud.setting;
const problemsOf = (environment: Record<string, string>, isEmbedded = false) => {
  try {
    readSettings(environment, isEmbedded);
    return {};
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    return Object.fromEntries(error.problems.map(({ setting, problem }) => [setting, problem]));
  }
};

it('needs nothing for a cloud of this machine', () => {
  expect(readSettings({})).toMatchObject({ isEmbedded: true, host: '127.0.0.1', mail: { kind: 'outbox' } });
});

it.each([
  ['GREENROOM_HOST', 'my house', say.host],
  ['GREENROOM_PORT', '70000', say.port],
  ['GREENROOM_PORT', 'http', say.port],
  ['GREENROOM_PUBLIC_URL', 'greenroom.example', say.publicUrl],
  ['DATABASE_URL', 'mysql://db/greenroom', say.databaseUrl],
  ['GREENROOM_SECRET', 'too short', say.secret],
  ['GREENROOM_NAME', 'x'.repeat(81), say.name],
  ['GREENROOM_SMTP_URL', 'mail.example', say.smtpUrl],
  ['GREENROOM_MAIL_FROM', 'nobody', say.mailFrom],
  ['GREENROOM_TRUSTED_PROXIES', '10.0.0.0/64', say.trustedProxies],
  ['GREENROOM_SAMPLE_RELEASES', 'huge', say.sampleReleases],
  ['GREENROOM_OUTGOING_PRIVATE', 'maybe', say.outgoingPrivate],
  ['GREENROOM_LOG_LEVEL', 'loud', say.logLevel],
  ['GREENROOM_RELEASES', 'https://releases.example', say.releases],
  ['GREENROOM_RELEASES', 's3://', say.releases],
  ['GREENROOM_RELEASES', 's3://No_Bucket/x', say.releases],
  ['GREENROOM_RELEASES', 's3://bucket/../other', say.releases],
  ['GREENROOM_RELEASES_URL', 'ftp://downloads.example', say.releasesUrl],
  ['GREENROOM_RELEASES_URL', 'https://downloads.example/?a=b', say.releasesUrl],
  ['GREENROOM_S3_ENDPOINT', 's3.example', say.s3Endpoint],
  ['GREENROOM_S3_ENDPOINT', 'https://s3.example', say.s3EndpointAlone],
])('says what is wrong with %s=%s', (setting, value, problem) => {
  expect(problemsOf({ [setting]: value })).toEqual({ [setting]: problem });
});

it('names all wrong settings at once', () => {
  expect(problemsOf({ GREENROOM_PORT: '-1', GREENROOM_SECRET: 'x', GREENROOM_LOG_LEVEL: 'loud' })).toEqual({
    GREENROOM_PORT: say.port,
    GREENROOM_SECRET: say.secret,
    GREENROOM_LOG_LEVEL: say.logLevel,
  });
});

it('wants what a shared cloud cannot do without', () => {
  const missing = { GREENROOM_PUBLIC_URL: say.publicUrlMissing, GREENROOM_SMTP_URL: say.smtpUrlMissing };
  const databaseUrl = 'postgres://greenroom@db.example/greenroom';
  expect(problemsOf({ DATABASE_URL: databaseUrl })).toEqual({ ...missing, GREENROOM_SECRET: say.secretMissing });
  expect(problemsOf({ GREENROOM_HOST: '0.0.0.0' })).toEqual(missing);
  expect(problemsOf({ DATABASE_URL: databaseUrl }, true)).toEqual({});
});

it('treats a variable that is set to nothing as not set', () => {
  expect(readSettings({ GREENROOM_PORT: ' ', DATABASE_URL: '' })).toMatchObject({ port: null, databaseUrl: null });
});

it('never repeats a value: it may be a secret', () => {
  const secret = 'short-secret-value';
  expect(Object.values(problemsOf({ GREENROOM_SECRET: secret })).join()).not.toContain(secret);
});

it.each([
  ['/srv/releases', { folder: '/srv/releases' }],
  ['releases', { folder: join(process.cwd(), 'releases') }],
  ['s3://releases', { bucket: 'releases', prefix: '', endpoint: null }],
  ['s3://releases/', { bucket: 'releases', prefix: '', endpoint: null }],
  ['s3://releases/green/room/', { bucket: 'releases', prefix: 'green/room', endpoint: null }],
])('releases are kept in %s', (place, releases) => {
  expect(readSettings({ GREENROOM_RELEASES: place })).toMatchObject({ releases, releasesUrl: null });
});

it('releases in a bucket may lie at another server than Amazon’s, and behind a web server', () => {
  const settings = readSettings({
    GREENROOM_RELEASES: 's3://releases/p',
    GREENROOM_S3_ENDPOINT: 'http://127.0.0.1:9000',
    GREENROOM_RELEASES_URL: 'https://downloads.example/p/',
  });
  expect(settings.releases).toEqual({ bucket: 'releases', prefix: 'p', endpoint: 'http://127.0.0.1:9000' });
  expect(settings.releasesUrl).toBe('https://downloads.example/p');
});

it.each([
  [{}, true],
  [{ GREENROOM_OUTGOING_PRIVATE: 'no' }, false],
  [{ DATABASE_URL: 'postgres://greenroom@db.example/greenroom' }, false],
  [{ DATABASE_URL: 'postgres://greenroom@db.example/greenroom', GREENROOM_OUTGOING_PRIVATE: 'yes' }, true],
])('private networks are called from an embedded cloud, and where a setting says so: %j', (environment, expected) => {
  const shared = {
    GREENROOM_SECRET: 's'.repeat(43),
    GREENROOM_PUBLIC_URL: 'https://greenroom.example',
    GREENROOM_SMTP_URL: 'smtp://mail.example',
    GREENROOM_MAIL_FROM: 'greenroom@studio.example',
  };
  expect(readSettings({ ...shared, ...environment }).reachesPrivate).toBe(expected);
});
