import { expect, it } from 'vitest';
import { readSettings, WrongSettings } from '#cloud/config.ts';

const site = {
  GREENROOM_SUPPORT_URL: 'https://fathom.zendesk.com/hc',
  GREENROOM_SUPPORT_EMAIL: 'agent@fathom.example',
  GREENROOM_SUPPORT_TOKEN: 'aB3dE5fG7hI9jK1l',
};

function wrong(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof WrongSettings) return error.problems.map(({ setting }) => setting);
    throw error;
  }
  return [];
}

it('O3: without settings the desk is here; an address alone is told of new tickets', () => {
  expect(readSettings({}).support).toEqual({ site: null, email: null });
  expect(readSettings({ GREENROOM_SUPPORT_EMAIL: 'desk@fathom.example' }).support).toEqual({
    site: null,
    email: 'desk@fathom.example',
  });
});

it('O3: a support site is named by address, agent and token; single sign-on by its secret', () => {
  const [url, email, token] = ['https://fathom.zendesk.com', 'agent@fathom.example', 'aB3dE5fG7hI9jK1l'];
  expect(readSettings(site).support?.site).toEqual({ url, email, token, jwtSecret: null });
  const jwtSecret = 'a secret of the site';
  expect(readSettings({ ...site, GREENROOM_SUPPORT_JWT_SECRET: jwtSecret }).support?.site).toMatchObject({ jwtSecret });
});

it('O3: what is half said, or would send the token in the clear, is refused', () => {
  expect(wrong({ GREENROOM_SUPPORT_URL: site.GREENROOM_SUPPORT_URL })).toEqual([
    'GREENROOM_SUPPORT_EMAIL',
    'GREENROOM_SUPPORT_TOKEN',
  ]);
  expect(wrong({ GREENROOM_SUPPORT_TOKEN: site.GREENROOM_SUPPORT_TOKEN })).toEqual(['GREENROOM_SUPPORT_TOKEN']);
  expect(wrong({ GREENROOM_SUPPORT_JWT_SECRET: 'a secret of the site' })).toEqual(['GREENROOM_SUPPORT_JWT_SECRET']);
  for (const url of ['http://fathom.zendesk.com', 'ftp://x.example', 'https://a:b@x.example', 'https://x.example/?a=b'])
    expect(wrong({ ...site, GREENROOM_SUPPORT_URL: url })).toEqual(['GREENROOM_SUPPORT_URL']);
  expect(wrong({ ...site, GREENROOM_SUPPORT_URL: 'http://127.0.0.1:4000' })).toEqual([]);
  expect(wrong({ ...site, GREENROOM_SUPPORT_TOKEN: 'has a space' })).toEqual(['GREENROOM_SUPPORT_TOKEN']);
});
