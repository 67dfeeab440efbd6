import * as fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { Letter } from '#cloud/mail/port.ts';
import { startMailer } from '#cloud/mail/start.ts';
import { isNotified } from '#cloud/rules/notified.ts';
import { warnOfEnds } from '#cloud/warnings/warn.ts';
import { NotificationKind, warnDays } from '#shared/models/notification.ts';
import { day, hour } from '#shared/models/time.ts';
import { mailServer } from '../../../support/mail-server.ts';
import { readMail } from '../../../support/read-mail.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { studio } from '../licensing/studio.ts';
import { takeOffline } from '../warnings/ends.ts';

forEachEngine((engine) => {
  async function warningStudio() {
    const made = await studio(engine);
    const { cloud, organization, manager } = made;
    const letters: Letter[] = [];
    cloud.parts.mail = { send: async (letter) => void letters.push(letter) };
    const warn = async () => {
      letters.length = 0;
      await warnOfEnds(cloud.parts);
      return letters.flatMap((letter) => letter.to.split('@', 1)).toSorted();
    };
    await warn();
    const add = (email: string, kinds: NotificationKind[], daysBefore: 30 | 14 | 7 | 3 | 1 = 30) =>
      cloud.as(manager).notification.add({ organization, addresses: [email], kinds, daysBefore });
    return { ...made, letters, warn, add };
  }

  it('T9: an address is told of what it asked for, from as early as it asked, and of the end itself', async () => {
    const { cloud, organization, license, editor, warn, add } = await warningStudio();
    await add('bills@studio.example', ['licenses'], 7);
    await add('truck@studio.example', ['offline-leases'], 14);
    await cloud.addLicense(organization, { endsAt: noon + 20 * day, edition: 'cg' });
    await takeOffline(cloud, { license, by: editor, endsAt: noon + 20 * day });
    const told: [number, string[]][] = [];
    for (let hours = 0; hours <= 21 * 24; hours += 12) {
      const to = (await warn()).filter((each) => ['bills', 'truck'].includes(each));
      if (to.length > 0) told.push([20 - hours / 24, to]);
      cloud.clock.time += 12 * hour;
    }
    expect(told).toEqual([
      [14, ['truck']],
      [7, ['bills', 'truck']],
      [3, ['bills', 'truck']],
      [1, ['bills', 'truck']],
      [0, ['bills']],
    ]);
  });

  it('T9: nobody gets the same thing twice: whoever is told already gets one mail', async () => {
    const { cloud, organization, owner, member, warn, add } = await warningStudio();
    // An Owner, who is told of everything; a Member, who is told of nothing; and somebody without an account.
    for (const email of [owner.email, member.email, 'desk@studio.example']) await add(email, ['licenses']);
    await cloud.addLicense(organization, { endsAt: noon + 7 * day + 1 });
    cloud.clock.time += hour;
    expect(await warn()).toEqual(['amara', 'desk', 'ingrid', 'sindre']);
    expect(await warn()).toEqual([]);
  });

  it('T9: each mail says why it comes, and how to get no more of them', async () => {
    const { cloud, organization, letters, warn, add } = await warningStudio();
    await add('desk@studio.example', ['licenses']);
    await cloud.addLicense(organization, { endsAt: noon + 7 * day + 1 });
    cloud.clock.time += hour;
    await warn();
    const letter = letters.find(({ to }) => to.startsWith('desk'));
    expect(letter?.subject).toBe('Graphics XR: license ends in 7 days');
    const paragraphs = letter?.paragraphs ?? [];
    expect(paragraphs).toContain(
      'You get this mail because Ingrid put your address on the list of Northlight Studios on Greenroom.',
    );
    expect(paragraphs.at(-1)).toBe(letter?.unsubscribe);
    expect(letter?.unsubscribe).toMatch(/^http:\/\/127\.0\.0\.1:4711\/unsubscribe\/[\w-]{43}$/);
    cloud.clock.time = noon + 7 * day + hour;
    await warn();
    expect(letters.map(({ to, subject }) => [to, subject])).toEqual([['desk@studio.example', 'Graphics XR has ended']]);
  });

  it('T9: whoever unsubscribed, was removed, or is of a closed organization hears nothing', async () => {
    const { cloud, organization, owner, manager, letters, warn, add } = await warningStudio();
    for (const who of ['left', 'gone', 'stays']) await add(`${who}@studio.example`, ['licenses']);
    await cloud.as(manager).notification.test({ organization, email: 'left@studio.example' });
    const token = letters.at(-1)?.unsubscribe?.split('/').at(-1) ?? '';
    await cloud.as().notification.unsubscribe({ token });
    await cloud.as(manager).notification.remove({ organization, email: 'gone@studio.example' });
    await cloud.addLicense(organization, { endsAt: noon + 7 * day + 1 });
    cloud.clock.time += hour;
    expect(await warn()).toEqual(['amara', 'ingrid', 'stays']);
    await cloud.as(owner).organization.close({ organization, name: 'Northlight Studios' });
    cloud.clock.time += 4 * day;
    expect(await warn()).toEqual([]);
  });

  it('T9: a test mail arrives through a real mail server, with both parts and the headers of RFC 8058', async () => {
    const { cloud, organization, manager, add } = await warningStudio();
    const { mails, smtp } = await mailServer();
    const mail = await startMailer({ kind: 'smtp', ...smtp }, 'at-once', cloud.parts);
    onTestFinished(() => mail.stop());
    cloud.parts.mail = mail;
    cloud.parts.config = { ...cloud.parts.config, publicUrl: 'https://greenroom.studio.example' };
    const name = 'Ø & <b>"Studios"</b>';
    await cloud.store.db.updateTable('organization').set({ name }).where('id', '=', organization).execute();
    await add('desk@studio.example', ['licenses', 'offline-leases'], 3);
    await cloud.as(manager).notification.test({ organization, email: 'desk@studio.example' });
    expect(mails.map(({ to }) => to)).toEqual([['desk@studio.example']]);
    const { headers, text, html } = readMail(mails[0]?.raw ?? '');
    const url = /https:\/\/greenroom\.studio\.example\/unsubscribe\/[\w-]{43}/.exec(text)?.[0] ?? '';
    expect(headers.get('subject')).toBe(`Test mail: ${name} on Greenroom`);
    expect(headers.get('from')).toBe('Greenroom <greenroom@studio.example>');
    expect(headers.get('list-unsubscribe')).toBe(`<${url}>`);
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(text).toContain(`Ingrid sends this mail to see whether mails about ${name} arrive here.`);
    expect(text).toContain('From 3 days before an end on, mails come here about');
    expect(html).toContain(`<a href="${url}">${url}</a>`);
    expect(html).toContain('Ø &amp; &lt;b&gt;&quot;Studios&quot;&lt;/b&gt;');
    expect(html).not.toContain('<b>');
  });
});

it('T9: an address is told exactly of its organization, its kinds and its days, and of ends that have come', () => {
  const organization = fc.constantFrom('O-1', 'O-2');
  const wish = fc.record({
    organization,
    kinds: fc.subarray([...NotificationKind.options], { minLength: 1 }),
    daysBefore: fc.constantFrom(...warnDays),
  });
  const end = fc.record({
    of: fc.constantFrom('lease' as const, 'license' as const),
    organization: fc.record({ id: organization, name: fc.constant('') }),
  });
  fc.assert(
    fc.property(wish, end, fc.constantFrom(0, ...warnDays), (wished, ended, days) => {
      const kind = ended.of === 'lease' ? 'offline-leases' : 'licenses';
      const expected =
        wished.organization === ended.organization.id && wished.kinds.includes(kind) && wished.daysBefore >= days;
      expect(isNotified(wished, ended, days)).toBe(expected);
    }),
  );
});
