import { describe, expect, onTestFinished, test } from 'vitest';
import { html } from '#cloud/mail/html.ts';
import { createOutbox } from '#cloud/mail/outbox.ts';
import { startPatientMailer } from '#cloud/mail/patient.ts';
import type { Letter } from '#cloud/mail/port.ts';
import { createSmtp } from '#cloud/mail/smtp.ts';
import { invitationLink } from '../../../support/invitation-link.ts';
import { accountCloud } from '../../../support/account-cloud.ts';
import { mailServer } from '../../../support/mail-server.ts';
import { readMail } from '../../../support/read-mail.ts';
import { forEachEngine } from '../../../support/store.ts';

const letter: Letter = {
  to: 'kim@studio.example',
  subject: 'You are invited',
  paragraphs: ['Hello <Kim> & all,', 'https://greenroom.example/invitation/I-1', 'Bye'],
};

function logbook() {
  const lines: { level: string; about: unknown; message: string }[] = [];
  const write = (level: string) => (about: unknown, message: string) => void lines.push({ level, about, message });
  return { lines, log: { warn: write('warn'), error: write('error') } };
}

describe('mail by SMTP', () => {
  test('is plain text and HTML of the same words', async () => {
    const { mails, smtp } = await mailServer();
    await createSmtp(smtp)(letter);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toEqual([letter.to]);
    for (const part of [
      'From: Greenroom <greenroom@studio.example>',
      'Subject: You are invited',
      'Content-Type: text/plain',
      'Content-Type: text/html',
      'Hello <Kim> & all,',
      'Hello &lt;Kim&gt; &amp; all,',
    ])
      expect(mails[0]?.raw).toContain(part);
  });

  test('nothing in a mail becomes markup', () => {
    expect(html({ paragraphs: ['<script>alert("x")</script>', 'https://a.example/"onclick="x'] })).not.toMatch(
      /<script|"onclick="/,
    );
    expect(html(letter)).toContain('<a href="https://greenroom.example/invitation/I-1">');
  });

  test('is tried again when the server refuses, and delivered once', async () => {
    const { mails, smtp } = await mailServer({ refuses: 2 });
    const { lines, log } = logbook();
    const mailer = startPatientMailer({ deliver: createSmtp(smtp), log, waits: [10, 10, 10] });
    onTestFinished(() => mailer.stop());
    await mailer.send(letter);
    await expect.poll(() => mails.length).toBe(1);
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual(
      Array(2).fill('warn the mail server did not take a mail'),
    );
  });

  test('is given up in the end, in the log', async () => {
    const { lines, log } = logbook();
    const away = createSmtp({ url: 'smtp://127.0.0.1:1', from: 'a@b.example' });
    const mailer = startPatientMailer({ deliver: away, log, waits: [1] });
    await mailer.send(letter);
    await expect.poll(() => lines.length).toBe(2);
    expect(lines[1]).toMatchObject({ level: 'error', message: 'a mail was given up' });
  });

  test('T8: a mail to everybody of a large organization opens five connections at most, and all arrive', async () => {
    let [busy, most, done] = [0, 0, 0];
    const deliver = async () => {
      most = Math.max(most, ++busy);
      await new Promise((resolve) => setTimeout(resolve, 1));
      busy -= 1;
      done += 1;
    };
    const mailer = startPatientMailer({ deliver, log: logbook().log });
    onTestFinished(() => mailer.stop());
    for (let count = 0; count < 200; count++) await mailer.send(letter);
    await expect.poll(() => done).toBe(200);
    expect(most).toBe(5);
  });

  test('T9: whatever somebody wrote, both parts and the headers say it, and nothing else', async () => {
    const { mails, smtp } = await mailServer();
    const deliver = createSmtp(smtp);
    const hostile = [
      '.',
      '..leading dots',
      'From the start of a line',
      `long ${'x'.repeat(1_200)}`,
      'Ø, 日本, 🎬 and “quotes”',
      '=3D =0A',
      '</p><script>alert(1)</script>',
      '-- ',
      'two  spaces\tand a tab',
    ];
    for (const words of hostile) {
      await deliver({
        to: 'kim@studio.example',
        subject: `About ${words}`.slice(0, 300),
        paragraphs: ['Hello,', words],
      });
      const { headers, text, html: shown } = readMail(mails.at(-1)?.raw ?? '');
      expect(headers.get('subject')).toBe(`About ${words}`.slice(0, 300).trim());
      expect(text.replaceAll('\r\n', '\n').trimEnd()).toBe(`Hello,\n\n${words}`.trimEnd());
      expect(shown.replaceAll('\r\n', '\n')).toContain(html({ paragraphs: ['Hello,', words] }));
      expect(shown).not.toContain('<script');
      expect(headers.get('to')).toBe('kim@studio.example');
      expect([headers.has('bcc'), headers.has('list-unsubscribe')]).toEqual([false, false]);
    }
    const injected = 'Hi\r\nBcc: all@studio.example\r\n\r\nbody';
    await deliver({ to: 'kim@studio.example', subject: injected, paragraphs: ['x'] });
    expect(mails.at(-1)?.to).toEqual(['kim@studio.example']);
    expect(readMail(mails.at(-1)?.raw ?? '').headers.has('bcc')).toBe(false);
  });

  test('waits no longer once the cloud stops', async () => {
    const { lines, log } = logbook();
    const mailer = startPatientMailer({ deliver: () => Promise.reject(new Error('away')), log });
    await mailer.send(letter);
    await expect.poll(() => lines.length).toBe(1);
    mailer.stop();
    await expect.poll(() => lines[1]?.message).toBe('a mail was not sent before the end');
  });
});

forEachEngine((engine) => {
  describe('inviting by mail', () => {
    const northlight = { name: 'Northlight', owner: 'Kim@studio.example', timeZone: 'Europe/Oslo' };

    test('an unreachable mail server costs nobody the invitation', async () => {
      const { log } = logbook();
      const away = createSmtp({ url: 'smtp://127.0.0.1:1', from: 'a@b.example' });
      const mail = startPatientMailer({ deliver: away, log });
      onTestFinished(() => mail.stop());
      const cloud = await accountCloud(engine, { mail });
      const { email } = await cloud.addPerson('Vendor', {}, true);
      const vendor = cloud.as({ token: await cloud.tokenOf(email) });

      const { invitation, url } = await vendor.vendor.organization.create(northlight);

      expect(url).toContain(invitation);
      expect(await cloud.as().invitation.show(invitationLink(cloud.parts, invitation))).toMatchObject({
        organization: 'Northlight',
        role: 'owner',
      });
    });

    test('an embedded cloud shows it in the outbox, newest first', async () => {
      const cloud = await accountCloud(engine);
      const { email } = await cloud.addPerson('Vendor', {}, true);
      const vendor = cloud.as({ token: await cloud.tokenOf(email) });
      const { url } = await vendor.vendor.organization.create(northlight);
      await createOutbox(cloud.parts).send({ ...letter, subject: 'later' });

      const mails = await cloud.as().outbox.list({});

      expect(mails).toHaveLength(2);
      const invitation = mails.find((mail) => mail.to === 'kim@studio.example' && mail.subject.includes('Northlight'));
      expect(invitation?.text).toContain(`\n\n${url}\n\n`);
    });

    test('elsewhere there is no outbox', async () => {
      const mailKind = { kind: 'smtp' as const, url: 'smtp://127.0.0.1:1', from: 'a@b.example' };
      const cloud = await accountCloud(engine, { mailKind });
      expect((await cloud.as().about.show({})).hasOutbox).toBe(false);
      await expect(cloud.as().outbox.list({})).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
