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
  ['GREENROOM_LOG_LEVEL', 'loud', say.logLevel],
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
