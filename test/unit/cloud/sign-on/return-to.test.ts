import { expect, it } from 'vitest';
import { returnTo } from '#cloud/sign-on/return-to.ts';

const cloud = 'https://greenroom.example';

it.each([
  ['/device?code=K7QF-2M9D', '/device?code=K7QF-2M9D'],
  ['/organization/audit?text=48#top', '/organization/audit?text=48#top'],
  ['/a%20b', '/a%20b'],
  ['/', '/'],
])('A8: after signing in one goes on where one was: %s', (typed, path) => {
  expect(returnTo(cloud, typed)).toBe(`${cloud}${path}`);
});

it.each([
  null,
  '',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  'https://evil.example/',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'evil.example',
  '@evil.example',
  '/a\\..\\..//evil.example',
  '/sign-on/start?email=jo@studio.example',
  '/x/../sign-on/start',
  `/${'a'.repeat(3_000)}`,
  '/\u202Egpj.evil',
])('A8: it never leads anywhere but into this cloud: %j', (typed) => {
  expect(returnTo(cloud, typed)).toBe(`${cloud}/`);
});

it.each(['/%2f%2fevil.example', '/%5c%5cevil.example', '/.//evil.example', '/..//evil.example', '/?to=//evil.example'])(
  'A8: what is encoded or folded stays in this cloud: %s',
  (typed) => {
    expect(new URL(returnTo(cloud, typed)).origin).toBe(cloud);
    expect(returnTo(cloud, typed)).toMatch(/^https:\/\/greenroom\.example\//);
  },
);
