import { expect, it } from 'vitest';
import { Failure } from '#shared/errors.ts';
import { createTestCompanion, signIn } from '../../../support/companion.ts';

const site = 'https://fathom.example';

/** A signed-in companion whose tickets are answered in a support site. */
async function withSite() {
  const one = await createTestCompanion();
  const desk = { place: 'elsewhere', site: 'fathom.example', url: `${site}/hc/requests`, signIn: 'own-password' };
  one.cloud.answers['support.desk'] = () => desk;
  await signIn(one);
  return { ...one, open: (url: string) => one.client.companion.link.open({ url }) };
}

it('O3: a ticket is opened in the support site that the cloud names, and nowhere else', async () => {
  const { open, opened, cloud } = await withSite();
  await open(`${site}/hc/requests/35001`);
  expect(opened).toEqual([`${site}/hc/requests/35001`]);
  for (const url of ['https://fathom.example.evil.example/', 'http://fathom.example/', 'https://fathom.example:8443/'])
    await expect(open(url)).rejects.toMatchObject({ code: 'not-found' });
  cloud.answers['support.desk'] = () => ({ place: 'here', site: 'Cloud', url: 'https://cloud.example/support' });
  await expect(open(`${site}/hc/requests/35001`), 'it is connected to no site now').rejects.toMatchObject({
    code: 'not-found',
  });
  cloud.trouble = new Failure('cloud-unreachable', { url: 'https://cloud.example' });
  await expect(open(`${site}/hc/requests/35001`)).rejects.toMatchObject({ code: 'cloud-unreachable' });
  expect(opened).toHaveLength(1);
});

it('O3: whoever is not signed in has no support site', async () => {
  const { open, opened, client } = await withSite();
  await client.companion.session.signOut({ release: false });
  await expect(open(`${site}/hc/requests/35001`)).rejects.toMatchObject({ code: 'not-found' });
  expect(opened).toEqual([]);
});

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://cloud.example/1',
  'file:///etc/passwd',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x',
  '\\\\evil.example\\share',
  'vbscript:x',
  '//cloud.example/licenses',
  '',
])('S14: %j is no address of a page', async (url) => {
  const { open, opened } = await withSite();
  await expect(open(url)).rejects.toMatchObject({ code: 'invalid-input' });
  expect(opened).toEqual([]);
});

it.each([
  'http://cloud.example/licenses',
  'https://cloud.example:444/licenses',
  'https://cloud.example@evil.example/',
  'https://cloud.example%40evil.example/',
  'https://cloud.example:443@evil.example/',
  'https://evil.example/https://cloud.example/',
  'https://evil.example\\@cloud.example/',
  'https://evil.example#@cloud.example/',
  'https://cloud.example.evil.example/',
  'https://cloud.example./licenses',
  // А Cyrillic “с”.
  'https://\u0441loud.example/licenses',
  // Signs in as somebody else, or shows a name that is none.
  'https://ingrid:secret@cloud.example/licenses',
  'https://evil.example@cloud.example/licenses',
  'https://evil.example@fathom.example/hc',
])('S14: %s is not opened', async (url) => {
  const { open, opened } = await withSite();
  await expect(open(url)).rejects.toMatchObject({ code: expect.stringMatching(/^(not-found|invalid-input)$/) });
  expect(opened).toEqual([]);
});

it('S14: what is opened is the address as it was understood', async () => {
  const { open, opened } = await withSite();
  await open('https://CLOUD.example:443\\licenses/../team?a=<b>');
  await open('https://ｃｌｏｕｄ.example/support');
  await open('https://fathom.example\\@evil.example/');
  expect(opened).toEqual([
    'https://cloud.example/team?a=%3Cb%3E',
    'https://cloud.example/support',
    'https://fathom.example/@evil.example/',
  ]);
});
