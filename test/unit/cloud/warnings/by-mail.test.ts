import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, it } from 'vitest';
import { createOutbox } from '#cloud/mail/outbox.ts';
import { startMailer } from '#cloud/mail/start.ts';
import { warnOfEnds } from '#cloud/warnings/warn.ts';
import { mailServer } from '../../../support/mail-server.ts';
import { forEachEngine } from '../../../support/store.ts';
import { studio } from '../licensing/studio.ts';
import { takeOffline } from './ends.ts';

/** 14 January 2027, 23:59 in Oslo. */
const end = Date.UTC(2027, 0, 14, 22, 59);

forEachEngine((engine) => {
  it('L10: a warning arrives by a real mail server, once, with every word that is needed', async () => {
    const { cloud, license, editor, manager } = await studio(engine);
    const { mails, smtp } = await mailServer({ refuses: 1 });
    const mail = await startMailer({ kind: 'smtp', ...smtp }, 'at-once', cloud.parts);
    onTestFinished(() => mail.stop());
    cloud.parts.mail = mail;
    await takeOffline(cloud, { license, by: editor, endsAt: end, name: 'ÖB-1 "Render"' });
    cloud.clock.time = Date.UTC(2027, 0, 2, 12);
    await warnOfEnds(cloud.parts);
    await warnOfEnds(cloud.parts);
    // The server refused one of three; the others have theirs.
    expect(mails).toHaveLength(2);
    const raw = mails.find(({ to }) => to[0] === manager.email || to[0] === editor.email)?.raw ?? '';
    const words = readable(raw);
    expect(words).toContain('Graphics XR on ÖB-1 "Render"');
    expect(words).toContain('In 12 days: ');
    expect(words).toContain('leased offline until Thu 14 Jan 2027, 23:59 (Europe/Oslo).');
    expect(words).toContain('The license itself has no end.');
    expect(words).toContain('http://127.0.0.1:4711/offline');
    expect(words).toContain('<a href="http://127.0.0.1:4711/offline">');
  });

  it('L10: an embedded cloud shows it in the outbox', async () => {
    const { cloud, license, editor } = await studio(engine);
    cloud.parts.mail = createOutbox({ ...cloud.parts, random: { bytes: (length) => randomBytes(length) } });
    await takeOffline(cloud, { license, by: editor, endsAt: end });
    cloud.clock.time = Date.UTC(2027, 0, 2, 12);
    await warnOfEnds(cloud.parts);
    const mails = await cloud.as().outbox.list({});
    expect(mails.map(({ subject }) => subject)).toEqual(
      Array(3).fill('Graphics XR on RENDER-03: offline lease ends in 12 days'),
    );
  });

  it('L10: what people call things cannot become a header, a line of its own, or markup', async () => {
    const { cloud, organization, license, editor } = await studio(engine);
    const { mails, smtp } = await mailServer();
    cloud.parts.mail = await startMailer({ kind: 'smtp', ...smtp }, 'at-once', cloud.parts);
    const hostile = 'North\r\nBcc: all@studio.example\r\n\r\n<script>alert(1)</script>';
    await cloud.store.db.updateTable('organization').set({ name: hostile }).where('id', '=', organization).execute();
    await cloud.store.db.updateTable('product').set({ name: hostile }).where('id', '=', 'graphics').execute();
    await takeOffline(cloud, { license, by: editor, endsAt: end });
    cloud.clock.time = Date.UTC(2027, 0, 2, 12);
    await warnOfEnds(cloud.parts);
    expect(mails.flatMap(({ to }) => to).toSorted()).toEqual(
      ['amara', 'ingrid', 'jo'].map((name) => `${name}@studio.example`),
    );
    for (const { raw } of mails) {
      expect(raw).not.toMatch(/^Bcc:/im);
      expect(readable(raw)).not.toContain('<p><script>');
    }
  });
});

/** Quoted-printable undone: a mail breaks lines and letters where it likes. */
function readable(raw: string): string {
  const joined = raw.replaceAll('=\r\n', '');
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
