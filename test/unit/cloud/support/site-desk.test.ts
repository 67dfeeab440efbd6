import { createHmac } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCallSite } from '#cloud/support/site-call.ts';
import { createSiteDesk } from '#cloud/support/site-desk.ts';
import { accountCloud } from '../../../support/account-cloud.ts';
import { fakeClock } from '../../../support/cloud.ts';
import { forEachEngine } from '../../../support/store.ts';
import { agent, startSupportSite as startSite, type Trouble } from '../../../support/support-site.ts';

const jo = { id: 'P-jo', name: 'Jo Berg', email: 'jo@studio.example' };
const asker = { person: jo, isVerified: true, organization: { id: 'O-1', name: 'Studio' } };
const ticket = {
  subject: 'Black output',
  description: 'Since the update.',
  product: 'Graphics',
  license: 'Graphics XR',
  machine: 'OB-1-RENDER-03',
  bundle: null,
};

async function startSupportSite(options?: Parameters<typeof startSite>[0]) {
  const site = await startSite(options);
  onTestFinished(site.stop);
  return site;
}

async function desk({ people = [jo.email], jwtSecret = null as string | null, token = agent.token } = {}) {
  const site = await startSupportSite({ people });
  const clock = fakeClock();
  const settings = { url: site.url, email: agent.email, token, jwtSecret };
  const call = createCallSite(settings, clock, { patience: 400 });
  const random = { bytes: (length: number) => new Uint8Array(length).fill(7) };
  return { ...site, clock, desk: createSiteDesk(settings, { clock, random }, call) };
}

const why = (name: string) => ({ code: 'support-failed', details: { why: name } });

describe('a support site with Zendesk’s API', () => {
  it('O3: lists the requests of the person alone, the newest first, over all pages', async () => {
    const { desk: site, add, asked } = await desk();
    for (let count = 0; count < 250; count++)
      add(count % 25 === 0 ? 'other@studio.example' : jo.email, `Ticket ${count}`);
    const { tickets, isWhole } = await site.tickets(asker);
    expect([tickets.length, isWhole]).toEqual([240, true]);
    expect(tickets[0]).toEqual({
      id: '35249',
      subject: 'Ticket 249',
      status: 'open',
      createdAt: Date.UTC(2027, 0, 1) + 249 * 60_000,
      updatedAt: Date.UTC(2027, 0, 1) + 249 * 60_000,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/hc\/requests\/35249$/),
    });
    expect(asked).toHaveLength(3);
  });

  it('O3: stops after five pages, and says that there is more', async () => {
    const { desk: site, add, asked } = await desk();
    for (let count = 0; count < 620; count++) add(jo.email, `Ticket ${count}`);
    const { tickets, isWhole } = await site.tickets(asker);
    expect([tickets.length, isWhole, asked.length]).toEqual([500, false, 5]);
  });

  it('O3: every status word of the site is understood', async () => {
    const { desk: site, add } = await desk();
    const words = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
    for (const status of words) add(jo.email, status, { status });
    const { tickets } = await site.tickets(asker);
    expect(tickets.map(({ status }) => status).toReversed()).toEqual(words);
  });

  it('O3: without a subject the first line of what was written stands there, as one line', async () => {
    const { desk: site, add } = await desk();
    add(jo.email, null, { description: 'It is\nall \u202E black' });
    expect((await site.tickets(asker)).tickets[0]?.subject).toBe('It is all   black');
  });

  it('O3: somebody the site has not met has no tickets; a token it does not take is trouble', async () => {
    const stranger = await desk({ people: [] });
    expect(await stranger.desk.tickets(asker)).toEqual({ tickets: [], isWhole: true });
    const refused = await desk({ token: 'another-token' });
    await expect(refused.desk.tickets(asker)).rejects.toMatchObject(why('refused'));
    await expect(refused.desk.create(asker, ticket, null, (take) => take(null as never))).rejects.toMatchObject(
      why('refused'),
    );
  });

  it('O3: makes a ticket for somebody the site has not met, with what it is about, once for a key', async () => {
    const { desk: site, tickets, uploads } = await desk({ people: [] });
    const bundle = { name: 'greenroom-diagnostics.zip', data: Buffer.from('PK zip').toString('base64') };
    const kept: string[] = [];
    const make = () =>
      site.create(asker, { ...ticket, bundle }, 'key-0001', async (take) => {
        const made = await take(null as never);
        kept.push(made.id);
        return made;
      });
    const made = await make();
    expect(await make()).toEqual(made);
    expect(tickets).toHaveLength(1);
    expect(kept).toEqual([made.id, made.id]);
    expect(tickets[0]).toMatchObject({ requester: jo.email, subject: 'Black output', external_id: 'O-1' });
    expect(tickets[0]?.description).toBe(
      'Since the update.\n\n--\nOrganization: Studio\nProduct: Graphics\nLicense: Graphics XR\nMachine: OB-1-RENDER-03',
    );
    expect(uploads.get(tickets[0]?.uploads[0] ?? '')).toMatchObject({
      name: bundle.name,
      bytes: Buffer.from('PK zip'),
    });
    expect((await site.tickets(asker)).tickets).toMatchObject([{ id: made.id, status: 'open' }]);
  });

  it('O3: an address that is not confirmed is not asked for, nor signed in', async () => {
    const { desk: site, asked, add } = await desk({ jwtSecret: 'a secret of the site' });
    add(jo.email, 'Somebody else’s, perhaps');
    const unsure = { ...asker, isVerified: false };
    await expect(site.tickets(unsure)).rejects.toMatchObject(why('unverified'));
    await expect(site.create(unsure, ticket, null, (take) => take(null as never))).rejects.toMatchObject(
      why('unverified'),
    );
    await expect(site.wayTo(unsure, null)).rejects.toMatchObject(why('unverified'));
    expect(asked).toEqual([]);
  });

  const troubles: [Trouble, string][] = [
    ['slow', 'too-slow'],
    ['refuses', 'refused'],
    ['breaks', 'unreachable'],
    ['malformed', 'wrong-answer'],
    ['other-shape', 'wrong-answer'],
    ['huge', 'wrong-answer'],
    ['redirects', 'wrong-answer'],
  ];
  it.each(troubles)('O3: a site that is %s: %s, in time', async (trouble, name) => {
    const { desk: one, site } = await desk();
    site.trouble = trouble;
    const begun = performance.now();
    await expect(one.tickets(asker)).rejects.toMatchObject(why(name));
    await expect(one.create(asker, ticket, null, (take) => take(null as never))).rejects.toMatchObject(why(name));
    expect(performance.now() - begun).toBeLessThan(2_500);
  });

  it('O3: asked to wait, the site is left alone until then', async () => {
    const { desk: one, site, asked, clock } = await desk();
    site.trouble = 'busy';
    await expect(one.tickets(asker)).rejects.toMatchObject({ details: { why: 'busy', retryAfterSeconds: 90 } });
    site.trouble = null;
    clock.advance(60_000);
    await expect(one.tickets(asker)).rejects.toMatchObject({ details: { why: 'busy', retryAfterSeconds: 30 } });
    expect(asked).toHaveLength(1);
    clock.advance(30_000);
    expect(await one.tickets(asker)).toEqual({ tickets: [], isWhole: true });
    Object.assign(site, { trouble: 'busy', retryAfter: null });
    await expect(one.tickets(asker)).rejects.toMatchObject({ details: { why: 'busy', retryAfterSeconds: 60 } });
  });

  it('O3: nobody there', async () => {
    const settings = { url: 'http://127.0.0.1:1', email: agent.email, token: agent.token, jwtSecret: null };
    const clock = fakeClock();
    const nowhere = createSiteDesk(settings, { clock, random: { bytes: (length) => new Uint8Array(length) } });
    await expect(nowhere.tickets(asker)).rejects.toMatchObject(why('unreachable'));
  });

  it('O3: a click opens the ticket; signed in where the site takes this account', async () => {
    const plain = await desk();
    expect(plain.desk.about).toMatchObject({ place: 'elsewhere', signIn: 'own-password' });
    expect(await plain.desk.wayTo(asker, '35001')).toBe(`${plain.url}/hc/requests/35001`);
    for (const id of ['T-1', '../admin', '1/../../x', ''])
      await expect(plain.desk.wayTo(asker, id)).rejects.toMatchObject({ code: 'not-found' });

    const signed = await desk({ jwtSecret: 'a secret of the site' });
    expect(signed.desk.about.signIn).toBe('cloud-account');
    const way = new URL(await signed.desk.wayTo(asker, '35001'));
    expect(way.pathname).toBe('/access/jwt');
    expect(way.searchParams.get('return_to')).toBe(`${signed.url}/hc/requests/35001`);
    const [head = '', claims = '', signature] = way.searchParams.get('jwt')?.split('.') ?? [];
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toEqual({ typ: 'JWT', alg: 'HS256' });
    expect(read(claims)).toEqual({
      iat: Math.floor(signed.clock.now() / 1_000),
      jti: expect.stringMatching(/^J-/),
      email: jo.email,
      name: jo.name,
      external_id: jo.id,
    });
    expect(signature).toBe(
      createHmac('sha256', 'a secret of the site').update(`${head}.${claims}`).digest('base64url'),
    );
  });
});

forEachEngine((engine) => {
  it('O3: the same operations with a support site; what it does itself is answered with the way there', async () => {
    const site = await startSupportSite();
    const cloud = await accountCloud(engine, {
      support: { site: { url: site.url, email: agent.email, token: agent.token, jwtSecret: null }, email: agent.email },
    });
    const organization = await cloud.addOrganization('Studio');
    const person = await cloud.addPerson('Jo', { [organization]: 'member' });
    const mine = cloud.as({ token: await cloud.tokenOf(person.email) });
    expect(await mine.support.desk({ organization })).toMatchObject({ place: 'elsewhere', signIn: 'own-password' });
    const wish = { organization, subject: 'Black', description: 'Output', idempotencyKey: 'key-0001' };
    const made = await mine.support.create(wish);
    expect(await mine.support.create(wish)).toEqual(made);
    expect(site.tickets).toHaveLength(1);
    expect((await mine.support.tickets({ organization })).tickets).toEqual([made]);
    const it = { organization, ticket: made.id };
    const notHere = { code: 'not-here', details: { url: `${site.url}/hc/requests` } };
    await expect(mine.support.show(it)).rejects.toMatchObject(notHere);
    await expect(mine.support.reply({ ...it, text: 'x' })).rejects.toMatchObject(notHere);
    await expect(mine.support.close(it)).rejects.toMatchObject(notHere);
    expect(await mine.support.visit(it)).toEqual({ url: made.url });
    expect(await cloud.deeds()).toContain('support.create');

    site.site.trouble = 'breaks';
    await expect(mine.support.tickets({ organization })).rejects.toMatchObject({ code: 'support-failed' });
    // Nothing of it is kept here, no mail was sent, and the token is in no answer.
    expect(await cloud.store.db.selectFrom('support_ticket').selectAll().execute()).toEqual([]);
    expect(await cloud.store.db.selectFrom('outbox').selectAll().execute()).toEqual([]);
  });
});
