import { describe, expect, it } from 'vitest';
import { accountCloud, type AccountCloud, type Options } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

const question = { subject: 'Black output', description: 'Since the update.\n\n- XR\n- camera 2' };

async function studio(engine: Parameters<typeof accountCloud>[0], options: Options = {}) {
  const cloud = await accountCloud(engine, options);
  const organization = await cloud.addOrganization('Studio');
  const other = await cloud.addOrganization('Other');
  const jo = await cloud.addPerson('Jo', { [organization]: 'member', [other]: 'member' });
  const max = await cloud.addPerson('Max', { [organization]: 'owner' });
  const vera = await cloud.addPerson('Vera', {}, true);
  const as = async ({ email }: { email: string }) => cloud.as({ token: await cloud.tokenOf(email) });
  return {
    cloud,
    organization,
    other,
    people: { jo, max, vera },
    jo: await as(jo),
    max: await as(max),
    vera: await as(vera),
  };
}

const mailsOf = async ({ store }: AccountCloud) =>
  (await store.db.selectFrom('outbox').selectAll().orderBy('sent_at').orderBy('id').execute()).map(
    ({ recipient, subject, text }) => ({ to: recipient, subject, text }),
  );

const licenseIn = async ({ store }: AccountCloud, organization: string, id: string) => {
  const { db } = store;
  await db
    .insertInto('product')
    .values({ id: 'graphics', name: 'Graphics', glyph: 'layers', position: 1, links: '[]' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('edition')
    .values({ product_id: 'graphics', id: 'xr', name: 'XR', position: 1, services: '[]' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = { id, organization_id: organization, product_id: 'graphics', edition_id: 'xr', kind: 'named' as const };
  const sold = { trial: 0, seats: 1, overlap_limit: 1, starts_at: 0, ends_at: null, revoked_at: null, created_at: 0 };
  await db
    .insertInto('license')
    .values({ ...row, ...sold })
    .execute();
};

forEachEngine((engine) => {
  describe('the desk of this cloud', () => {
    it('O3: a ticket is made, answered, replied to, closed, and opened again by a reply', async () => {
      const { cloud, organization, people, jo, vera } = await studio(engine);
      await licenseIn(cloud, organization, 'L-1');
      const about = { product: 'graphics', license: 'L-1', machine: 'OB-1-RENDER-03' };
      const made = await jo.support.create({ organization, ...question, ...about });
      expect(made).toMatchObject({ subject: 'Black output', status: 'new' });
      expect(made.url).toBe(`http://127.0.0.1:4711/support/${made.id}`);

      const listed = await vera.vendor.ticket.list({});
      expect(listed).toMatchObject([{ id: made.id, status: 'new', organization: 'Studio', person: 'Jo' }]);
      const answered = await vera.vendor.ticket.reply({ ticket: made.id, text: 'Which driver?' });
      expect(answered).toMatchObject({ ticket: { status: 'pending' }, person: { email: people.jo.email } });
      expect(await jo.support.tickets({ organization })).toMatchObject({
        isWhole: true,
        tickets: [{ id: made.id, status: 'pending' }],
      });

      const replied = await jo.support.reply({ organization, ticket: made.id, text: '560.35' });
      expect(replied).toMatchObject({
        ticket: { status: 'open' },
        product: 'Graphics',
        license: 'Graphics XR',
        machine: 'OB-1-RENDER-03',
      });
      expect(replied.messages.map(({ from, name, text }) => [from, name, text])).toEqual([
        ['person', 'Jo', question.description],
        ['support', 'Vera', 'Which driver?'],
        ['person', 'Jo', '560.35'],
      ]);
      const mine = { organization, ticket: made.id };
      expect((await jo.support.close(mine)).ticket.status).toBe('closed');
      expect((await jo.support.close(mine)).ticket.status).toBe('closed');
      expect(await vera.vendor.ticket.list({})).toEqual([]);
      expect((await jo.support.reply({ ...mine, text: 'It is back.' })).ticket.status).toBe('open');
      await vera.vendor.ticket.close({ ticket: made.id });
      expect((await jo.support.show(mine)).ticket.status).toBe('closed');
      const deeds = (await cloud.deeds()).filter((action) => action.startsWith('support.'));
      expect(deeds.toSorted()).toEqual(
        ['create', 'answer', 'reply', 'close', 'reply', 'close'].map((what) => `support.${what}`).toSorted(),
      );
    });

    it('O3: the newest first, those that were answered on top', async () => {
      const { organization, jo, vera } = await studio(engine);
      const [first, second] = [
        await jo.support.create({ organization, ...question, subject: 'First' }),
        await jo.support.create({ organization, ...question, subject: 'Second' }),
      ];
      await new Promise((resolve) => setTimeout(resolve, 5));
      await vera.vendor.ticket.reply({ ticket: first.id, text: 'Yes.', status: 'solved' });
      const { tickets } = await jo.support.tickets({ organization });
      expect(tickets.map(({ id, status }) => [id, status])).toEqual([
        [first.id, 'solved'],
        [second.id, 'new'],
      ]);
    });

    it('O3: nobody sees the tickets of others, whatever their role; nor one’s own in another organization', async () => {
      const { cloud, organization, other, jo, max } = await studio(engine);
      const { id: ticket } = await jo.support.create({ organization, ...question });
      expect((await max.support.tickets({ organization })).tickets).toEqual([]);
      expect((await jo.support.tickets({ organization: other })).tickets).toEqual([]);
      for (const [client, where] of [
        [max, organization],
        [jo, other],
      ] as const) {
        const it = { organization: where, ticket };
        const unknown = { organization: where, ticket: 'T-nobody' };
        for (const ask of [
          () => client.support.show(it),
          () => client.support.show(unknown),
          () => client.support.reply({ ...it, text: 'x' }),
          () => client.support.close(it),
        ])
          await expect(ask()).rejects.toMatchObject({ code: 'not-found', details: {} });
        await expect(client.support.visit(it)).rejects.toMatchObject({ code: 'not-found' });
      }
      // What managers read in the audit log names the ticket, not what it says.
      const { rows } = await max.audit.list({ organization, kind: 'people' });
      expect(JSON.stringify(rows.filter(({ action }) => action === 'support.create'))).toContain(ticket);
      expect(JSON.stringify(rows)).not.toContain('Black output');
      expect(await cloud.store.db.selectFrom('support_message').selectAll().execute()).toHaveLength(1);
    });

    it('O3: whoever left the organization meanwhile has no ticket there', async () => {
      const { cloud, organization, people, jo } = await studio(engine);
      const { id: ticket } = await jo.support.create({ organization, ...question });
      await cloud.store.db.deleteFrom('member').where('userId', '=', people.jo.id).execute();
      await expect(jo.support.show({ organization, ticket })).rejects.toMatchObject({ code: 'not-found' });
      await expect(jo.support.tickets({ organization })).rejects.toMatchObject({ code: 'not-found' });
    });

    it('O3: licenses and products of others cannot be named', async () => {
      const { cloud, organization, other, jo } = await studio(engine);
      await licenseIn(cloud, other, 'L-9');
      const ask = { organization, ...question };
      await expect(jo.support.create({ ...ask, license: 'L-9' })).rejects.toMatchObject({ code: 'not-found' });
      await expect(jo.support.create({ ...ask, product: 'graphics' })).rejects.toMatchObject({ code: 'not-found' });
      expect((await jo.support.tickets({ organization })).tickets).toEqual([]);
    });

    it('O3: a bundle goes with the ticket to the vendor, byte for byte', async () => {
      const { organization, jo, vera } = await studio(engine);
      const data = Buffer.from('PK\u0003\u0004 not really a zip').toString('base64');
      const bundle = { name: 'greenroom-diagnostics.zip', data };
      const { id: ticket } = await jo.support.create({ organization, ...question, bundle });
      const { messages } = await jo.support.show({ organization, ticket });
      const [file] = messages[0]?.files ?? [];
      expect(file).toMatchObject({ name: bundle.name, bytes: Buffer.from(data, 'base64').length });
      expect(await vera.vendor.ticket.file({ ticket, file: file?.id ?? '' })).toEqual(bundle);
      await expect(vera.vendor.ticket.file({ ticket, file: 'F-none' })).rejects.toMatchObject({ code: 'not-found' });
    });

    it('O3: the vendor’s people get a mail of a new ticket, whoever asked of an answer', async () => {
      const { cloud, organization, people, jo, vera } = await studio(engine);
      const { id: ticket, url } = await jo.support.create({ organization, ...question });
      await vera.vendor.ticket.reply({ ticket, text: 'Try this:\nhttps://evil.example', status: 'solved' });
      const [asked, answered] = await mailsOf(cloud);
      expect(asked).toMatchObject({ to: people.vera.email, subject: 'New ticket: Black output' });
      expect(asked?.text).toContain('> - camera 2');
      expect(answered).toMatchObject({ to: people.jo.email, subject: 'Answered: Black output' });
      expect(answered?.text).toContain('> https://evil.example');
      expect(answered?.text).toContain(url);
    });

    it('O3: the address of the settings is told instead, when there is one', async () => {
      const { cloud, organization, jo } = await studio(engine, {
        support: { site: null, email: 'desk@fathom.example' },
      });
      await jo.support.create({ organization, ...question });
      expect((await mailsOf(cloud)).map(({ to }) => to)).toEqual(['desk@fathom.example']);
    });

    it('O3: the same call again makes one ticket; two replies at once stand one behind the other', async () => {
      const { cloud, organization, jo } = await studio(engine);
      const wish = { organization, ...question, idempotencyKey: 'key-0001' };
      const [one, two] = [await jo.support.create(wish), await jo.support.create(wish)];
      expect(two).toEqual(one);
      expect((await jo.support.tickets({ organization })).tickets).toHaveLength(1);
      const texts = ['a', 'b', 'c', 'd'];
      await Promise.all(texts.map((text) => jo.support.reply({ organization, ticket: one.id, text })));
      const { messages } = await jo.support.show({ organization, ticket: one.id });
      expect(
        messages
          .slice(1)
          .map(({ text }) => text)
          .toSorted(),
      ).toEqual(texts);
      const rows = await cloud.store.db.selectFrom('support_message').select('position').orderBy('position').execute();
      expect(rows.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
    });

    it('O3: what cannot be a ticket is refused, and nothing is made of it', async () => {
      const { cloud, organization, jo, vera } = await studio(engine);
      const bad = [
        { subject: '' },
        { subject: '  ' },
        { subject: 'x'.repeat(151) },
        { subject: 'two\nlines' },
        { subject: 'turned \u202E round' },
        { description: '' },
        { description: 'x'.repeat(20_001) },
        { description: 'a bell \u0007' },
        { machine: 'x'.repeat(61) },
        { bundle: { name: '../../etc/passwd', data: 'UEsDBA==' } },
        { bundle: { name: 'a.exe', data: 'UEsDBA==' } },
        { bundle: { name: 'a.zip', data: 'not base64!' } },
        { bundle: { name: 'a.zip', data: 'A'.repeat(900_000) } },
      ];
      for (const wrong of bad) {
        const wish = { organization, ...question, ...wrong };
        await expect(jo.support.create(wish)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      }
      expect(await vera.vendor.ticket.list({})).toEqual([]);
      expect((await cloud.deeds()).filter((action) => action.startsWith('support.'))).toEqual([]);
    });

    it('O3: HTML, Markdown and formulas are text, to the letter; in a mail they are escaped', async () => {
      const { organization, jo, vera } = await studio(engine);
      const nasty = [
        '<script>alert(1)</script>',
        '<img src=x onerror=alert(1)>',
        '[click](javascript:alert(1))',
        '=HYPERLINK("http://evil.example")',
        '"><svg/onload=alert(1)>',
      ];
      for (const text of nasty) {
        const { id: ticket } = await jo.support.create({ organization, subject: text, description: text });
        await vera.vendor.ticket.reply({ ticket, text });
        const shown = await jo.support.show({ organization, ticket });
        expect(shown.ticket.subject).toBe(text);
        expect(shown.messages.map((message) => message.text)).toEqual([text, text]);
      }
    });

    it('O3: only so many from one address', async () => {
      const { organization, jo } = await studio(engine, {
        limits: { ticket: { window: 60, max: 2 }, 'sign-in': { window: 60, max: 100 } },
      });
      await jo.support.create({ organization, ...question });
      const { id: ticket } = await jo.support.create({ organization, ...question });
      await expect(jo.support.reply({ organization, ticket, text: 'x' })).rejects.toMatchObject({
        code: 'too-many-attempts',
      });
      await expect(jo.support.create({ organization, ...question })).rejects.toMatchObject({
        code: 'too-many-attempts',
      });
      expect((await jo.support.show({ organization, ticket })).messages).toHaveLength(1);
    });

    it('O3: many tickets take no more statements than few, and no more than 500 are listed', async () => {
      const { cloud, organization, people, jo } = await studio(engine);
      const row = { organization_id: organization, person_id: people.jo.id, subject: 'x', status: 'open' as const };
      const about = { product: null, license: null, machine: null, created_at: 1 };
      for (let at = 0; at < 600; at += 100)
        await cloud.store.db
          .insertInto('support_ticket')
          .values(
            Array.from({ length: 100 }, (_, index) => ({
              ...row,
              ...about,
              id: `T-${at + index}`,
              updated_at: at + index,
            })),
          )
          .execute();
      const { tickets, isWhole } = await jo.support.tickets({ organization });
      expect([tickets.length, isWhole, tickets[0]?.id, tickets.at(-1)?.id]).toEqual([500, false, 'T-599', 'T-100']);
    });
  });
});
