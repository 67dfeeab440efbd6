import { expect, it } from 'vitest';
import { ClientId, ClientSecret, Issuer, MailDomain } from '#shared/models/single-sign-on.ts';

it.each([
  'login.studio.example',
  'ftp://login.example',
  'https://a@b.example',
  'https://login.example/?x=1',
  'https://login.example#x',
  'https://login.example/a b',
  'https://login.example\nhttps://evil.example',
  'javascript:alert(1)',
  'https://',
  `https://${'a'.repeat(300)}.example`,
])('A8: %j is no issuer', (typed) => {
  expect(Issuer.safeParse(typed).success).toBe(false);
});

it.each(['https://login.studio.example', 'https://login.example/realms/studio', ' http://127.0.0.1:9000 '])(
  'A8: %j is one',
  (typed) => {
    expect(Issuer.parse(typed)).toBe(typed.trim());
  },
);

it.each([
  '',
  'studio',
  'http://studio.example',
  'jo@studio.example',
  '*.studio.example',
  '-a.example',
  'a..example',
  'studio.example.',
  '10.0.0.7',
  '=cmd.example',
  'a b.example',
  'stüdio.example',
  '<img src=x>.example',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(130)}example`,
])('A8: %j is no mail domain', (typed) => {
  expect(MailDomain.safeParse(typed).success).toBe(false);
});

it.each([
  ['Studio.Example', 'studio.example'],
  [' a-b.studio.co.uk ', 'a-b.studio.co.uk'],
  ['xn--stdio-kva.example', 'xn--stdio-kva.example'],
])('A8: %j is one', (typed, domain) => {
  expect(MailDomain.parse(typed)).toBe(domain);
});

it.each([ClientId, ClientSecret])('A8: what would end a header is no client and no secret', (schema) => {
  for (const typed of ['', 'a\r\nx: y', 'a\u0000', 'ü', 'a'.repeat(1_001)])
    expect(schema.safeParse(typed).success).toBe(false);
});
