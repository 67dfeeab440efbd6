import { expect, it } from 'vitest';
import { commandsOf } from '#shared/arguments/commands.ts';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import { goodInputs } from '../../../contract/good-inputs.ts';
import { accountCloud, cookieOf, password } from '../../../support/account-cloud.ts';
import { startTestCloud, testPassword, type TestCloud } from '../../../support/cloud.ts';

const operations = commandsOf(cloudContract);

/** What a browser sends with what a page of somebody else makes it send. */
const foreign: Record<string, Record<string, string>> = {
  'another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'a site with our name in front': { origin: 'http://127.0.0.1.evil.example' },
  'another port of this machine': { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' },
  'a frame without an origin': { origin: 'null' },
  'no origin at all': {},
  'no origin, and the browser says it is another site': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
};
const doors = ['/api/v1', '/rpc'];
const bodies = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
];

async function signedInBrowser(cloud: TestCloud) {
  const organization = await cloud.addOrganization('Studio');
  const { email } = await cloud.addPerson('Ingrid', { [organization]: 'owner' });
  const answer = await send(cloud.url, 'session/signIn', { email, password: testPassword }, { origin: cloud.url });
  return { organization, cookie: cookieOf(answer.headers.getSetCookie()) };
}

/** A call at the public door; the other one has its input wrapped. */
function send(url: string, path: string, input: object, headers: Record<string, string>, door = '/api/v1') {
  const body = JSON.stringify(door === '/rpc' ? { json: input } : input);
  return fetch(`${url}${door}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

it('no page of somebody else gets anything done with my cookie: every operation, both doors, every kind of body', async () => {
  const cloud = await startTestCloud();
  const { organization, cookie } = await signedInBrowser(cloud);
  const before = await kept(cloud);
  for (const { path } of operations) {
    const input = { ...goodInputs[`cloud.${path.join('.')}`], organization };
    const calls = Object.entries(foreign).flatMap(([who, headers]) => doors.map((door) => ({ who, headers, door })));
    const answers = await Promise.all(
      calls.map(async ({ who, headers, door }, at) => {
        const sent = { ...headers, cookie, 'content-type': bodies[at % bodies.length] ?? '' };
        const { status } = await send(cloud.url, path.join('/'), input, sent, door);
        return status === 403 ? null : `${path.join('.')} at ${door} by ${who}: ${status}`;
      }),
    );
    expect(answers.filter((answer) => answer !== null)).toEqual([]);
  }
  expect(await kept(cloud)).toEqual(before);
}, 60_000);

it.each(bodies)('a page of somebody else signs nobody in as somebody they are not, with %s', async (type) => {
  const cloud = await startTestCloud();
  const { email } = await cloud.addPerson('Mallory');
  for (const [who, headers] of Object.entries(foreign).filter(([, sent]) => Object.keys(sent).length > 0)) {
    const sent = { ...headers, 'content-type': type };
    const answer = await send(cloud.url, 'session/signIn', { email, password: testPassword }, sent);
    expect([who, answer.status, answer.headers.getSetCookie()]).toEqual([who, 403, []]);
  }
});

it('nothing is called by opening an address, whatever method it claims to have', async () => {
  const cloud = await startTestCloud();
  const { cookie } = await signedInBrowser(cloud);
  const before = await kept(cloud);
  for (const { path } of operations) {
    const data = encodeURIComponent(JSON.stringify({ json: goodInputs[`cloud.${path.join('.')}`] ?? {} }));
    for (const door of doors) {
      const url = `${cloud.url}${door}/${path.join('/')}?data=${data}&_method=POST`;
      const answer = await fetch(url, { headers: { cookie, 'x-http-method-override': 'POST' } });
      expect([url, answer.status]).toEqual([url, 404]);
    }
  }
  expect(await kept(cloud)).toEqual(before);
});

it.each([
  ['http://127.0.0.1:4711', 'greenroom.session_token'],
  ['https://greenroom.example', '__Secure-greenroom.session_token'],
])(
  'the cookie of %s goes nowhere else: no script reads it, no other site sends it, no other host gets it',
  async (publicUrl, name) => {
    const cloud = await accountCloud('sqlite', { publicUrl });
    const { email } = await cloud.addPerson('Ingrid');
    const browser = cloud.as();
    await browser.session.signIn({ email, password });
    const [cookie = '', ...others] = browser.cookies();
    expect(others).toEqual([]);
    const [pair = '', ...attributes] = cookie.split('; ');
    expect(pair.startsWith(`${name}=`)).toBe(true);
    const flags = attributes.filter((attribute) => !attribute.startsWith('Max-Age=')).toSorted();
    const secure = publicUrl.startsWith('https:') ? ['Secure'] : [];
    expect(flags).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', ...secure].toSorted());
  },
);

/** What a call would leave behind. */
async function kept({ parts }: TestCloud) {
  const { db } = parts.store;
  const count = async (table: 'audit' | 'session' | 'organization' | 'outbox') =>
    (await db.selectFrom(table).selectAll().execute()).length;
  return Promise.all((['audit', 'session', 'organization', 'outbox'] as const).map(count));
}
