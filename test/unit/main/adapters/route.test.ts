import { expect, test } from 'vitest';
import { proxyFor } from '#main/adapters/cloud-client/route.ts';

const environment = { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'intern.example, .studio.example *.lan other:8443' };
const at = (url: string, around: Record<string, string> = environment) => proxyFor(new URL(url), around);

test.each([
  ['https://cloud.example', 'http://proxy:3128'],
  ['http://cloud.example', null],
  ['https://intern.example', null],
  ['https://cloud.intern.example', null],
  ['https://notintern.example', 'http://proxy:3128'],
  ['https://cloud.studio.example', null],
  ['https://render.lan', null],
  ['https://other:8443', null],
  ['https://other', 'http://proxy:3128'],
  ['https://127.0.0.1:8443', null],
  ['https://localhost', null],
])('%s goes by %s', (url, proxy) => {
  expect(at(url)).toBe(proxy);
});

test('small letters count before capitals, a scheme may be left out, and a star switches it off', () => {
  expect(at('https://cloud.example', { https_proxy: 'one:80', HTTPS_PROXY: 'http://two:80' })).toBe('http://one:80');
  expect(at('https://cloud.example', { ALL_PROXY: 'http://all:80' })).toBe('http://all:80');
  expect(at('https://cloud.example', { ...environment, NO_PROXY: '*' })).toBeNull();
});
