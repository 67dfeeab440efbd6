import { expect, it } from 'vitest';
import { startTestCloud } from '../../../support/cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

forEachEngine((engine) => {
  async function listed() {
    const cloud = await startTestCloud({ engine });
    const organization = await cloud.addOrganization('Northlight');
    const { client } = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
    const email = 'desk@studio.example';
    await client.notification.add({ organization, addresses: [email], kinds: ['licenses'] });
    await client.notification.test({ organization, email });
    const [mail] = await cloud.client().outbox.list({ words: 'test mail' });
    const url = /http:\/\/\S+\/unsubscribe\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    const post = (to: string, body: string, type = 'application/x-www-form-urlencoded') =>
      fetch(to, { method: 'POST', body, headers: { 'content-type': type } });
    const isSubscribed = async () => (await client.notification.list({ organization }))[0]?.unsubscribedAt === null;
    return { cloud, url, post, isSubscribed };
  }

  it('T9: a mail program unsubscribes with one click, signed in nowhere (RFC 8058)', async () => {
    const { url, post, isSubscribed } = await listed();
    const answer = await post(url, 'List-Unsubscribe=One-Click');
    expect([answer.status, await answer.text()]).toEqual([
      200,
      'Unsubscribed: no more of these mails are sent to this address.\n',
    ]);
    expect(await isSubscribed()).toBe(false);
    expect((await post(url, 'List-Unsubscribe=One-Click')).status).toBe(200);
  });

  it('T9: also with a form in parts', async () => {
    const { url, post, isSubscribed } = await listed();
    const form = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    expect((await post(url, form, 'multipart/form-data; boundary=x')).status).toBe(200);
    expect(await isSubscribed()).toBe(false);
  });

  it('T9: a link that is followed, by a person or a scanner of mails, unsubscribes nobody; nor does any other call', async () => {
    const { cloud, url, post, isSubscribed } = await listed();
    await fetch(url);
    await fetch(url, { method: 'HEAD' });
    expect((await post(url, 'something else')).status).toBe(400);
    expect((await post(url, 'x'.repeat(5_000))).status).toBeGreaterThanOrEqual(400);
    expect((await post(`${cloud.url}/unsubscribe/${'A'.repeat(43)}`, 'List-Unsubscribe=One-Click')).status).toBe(404);
    expect(await isSubscribed()).toBe(true);
  });
});
