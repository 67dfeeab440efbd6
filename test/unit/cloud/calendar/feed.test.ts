import { describe, expect, it, onTestFinished } from 'vitest';
import { calendarAt } from '#cloud/calendar/feed.ts';
import { createLog } from '#cloud/log.ts';
import { day } from '#shared/models/time.ts';
import { startTestCloud } from '../../../support/cloud.ts';
import { noon } from '../../../support/signed-files.ts';
import { readCalendar } from '../../../support/read-calendar.ts';
import { forEachEngine } from '../../../support/store.ts';
import { studio } from '../licensing/studio.ts';
import { changeLease, takeOffline } from '../warnings/ends.ts';

const tokenIn = (url: string) => /\/calendar\/(.+)\.ics$/.exec(url)?.[1] ?? '';

forEachEngine((engine) => {
  /** The calendar at an address as its events' UIDs, without the cloud's id; null for none. */
  async function feeds() {
    const made = await studio(engine);
    const eventsAt = async (url: string) => {
      const text = await calendarAt(made.cloud.parts, tokenIn(url));
      return text === null ? null : readCalendar(text).events.map(({ uid }) => uid.split('@')[0]);
    };
    const feedsOf = (person: { id: string }) => made.cloud.as(person).calendar.show({});
    return { ...made, eventsAt, feedsOf };
  }

  describe('what is in a feed', () => {
    it('mine: my offline leases, and the licenses I am assigned to or hold', async () => {
      const { cloud, organization, license, manager, editor, member, eventsAt, feedsOf } = await feeds();
      const mine = await cloud.addLicense(organization, { kind: 'named', endsAt: noon + 90 * day });
      await cloud.addLicense(organization, { edition: 'cg', endsAt: noon + 80 * day });
      await cloud.as(manager).license.assign({ licenses: [mine], person: editor.id });
      const lease = await takeOffline(cloud, { license, by: editor, endsAt: noon + 20 * day });
      const { mine: url } = await feedsOf(editor);
      expect(await eventsAt(url)).toEqual([`lease-${lease}`, `license-${mine}`]);
      expect(await eventsAt((await feedsOf(member)).mine)).toEqual([]);
      await changeLease(cloud, lease, { mode: 'online' });
      expect(await eventsAt(url)).toEqual([`license-${mine}`]);
    });

    it('of an organization: everything there, and nothing of another', async () => {
      const { cloud, organization, license, editor, manager, eventsAt, feedsOf } = await feeds();
      const other = await cloud.addOrganization('Fjord');
      await cloud.addLicense(other, { endsAt: noon + 50 * day });
      const sold = await cloud.addLicense(organization, { endsAt: noon + 90 * day });
      const lease = await takeOffline(cloud, { license, by: editor, endsAt: noon + 20 * day });
      const { organizations } = await feedsOf(manager);
      expect(organizations.map((feed) => feed.organization.name)).toEqual(['Northlight Studios']);
      expect(await eventsAt(organizations[0]?.url ?? '')).toEqual([`lease-${lease}`, `license-${sold}`]);
    });

    it('what ended stays for 30 days; what was revoked, or ends in a lifetime, is not there', async () => {
      const { cloud, organization, manager, eventsAt, feedsOf } = await feeds();
      const ended = await cloud.addLicense(organization, { endsAt: noon + day });
      const revoked = await cloud.addLicense(organization, { edition: 'cg', endsAt: noon + 90 * day });
      await cloud.addLicense(organization, { endsAt: Date.UTC(9999, 11, 31) });
      await cloud.asVendor().vendor.license.end({ license: revoked });
      const url = (await feedsOf(manager)).organizations[0]?.url ?? '';
      cloud.clock.time = noon + 30 * day;
      expect(await eventsAt(url)).toEqual([`license-${ended}`]);
      cloud.clock.time = noon + 31 * day;
      expect(await eventsAt(url)).toEqual([]);
    });

    it('names with new lines, and names that look like calendar lines, stay names', async () => {
      const { cloud, organization, license, editor, manager, feedsOf } = await feeds();
      const hostile = 'North\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:x\u2028,;\\"';
      await cloud.store.db.updateTable('organization').set({ name: hostile }).where('id', '=', organization).execute();
      await cloud.store.db.updateTable('product').set({ name: hostile }).where('id', '=', 'graphics').execute();
      await takeOffline(cloud, { license, by: editor, endsAt: noon + 20 * day });
      const { url } = (await feedsOf(manager)).organizations[0] ?? { url: '' };
      const { name, events } = readCalendar((await calendarAt(cloud.parts, tokenIn(url))) ?? '');
      const plain = 'North END:VEVENT BEGIN:VEVENT UID:x ,;\\"';
      expect(name).toBe(`Greenroom: ${plain}`);
      expect(events.map(({ summary }) => summary)).toEqual([`${plain} XR on RENDER-03: offline lease ends`]);
    });
  });

  describe('who may read it', () => {
    it('renewing gives other addresses, and the old ones are dead', async () => {
      const { cloud, manager, eventsAt, feedsOf } = await feeds();
      const before = await feedsOf(manager);
      const after = await cloud.as(manager).calendar.renew({});
      const again = await cloud.as(manager).calendar.renew({});
      const urls = [before, after, again].flatMap((feed) => [feed.mine, feed.organizations[0]?.url ?? '']);
      expect(new Set(urls).size).toBe(6);
      expect(await feedsOf(manager)).toEqual(again);
      expect(await Promise.all(urls.map(eventsAt))).toEqual([null, null, null, null, [], []]);
      const deeds = await cloud.store.db.selectFrom('audit').select('action').execute();
      expect(deeds.filter(({ action }) => action === 'calendar.renew')).toHaveLength(2);
    });

    it('whoever lost the role, left, or is gone, has no calendar there any more', async () => {
      const { cloud, license, manager, eventsAt, feedsOf } = await feeds();
      await takeOffline(cloud, { license, by: manager, endsAt: noon + 20 * day });
      const { mine, organizations } = await feedsOf(manager);
      const url = organizations[0]?.url ?? '';
      expect([await eventsAt(mine), await eventsAt(url)]).toMatchObject([[expect.any(String)], [expect.any(String)]]);
      const { db } = cloud.store;
      await db.updateTable('member').set({ role: 'editor' }).where('userId', '=', manager.id).execute();
      expect(await eventsAt(url)).toBeNull();
      expect((await feedsOf(manager)).organizations).toEqual([]);
      await db.deleteFrom('member').where('userId', '=', manager.id).execute();
      expect([await eventsAt(mine), await eventsAt(url)]).toEqual([[], null]);
      await db.deleteFrom('account').where('userId', '=', manager.id).execute();
      await db.deleteFrom('person_details').where('person_id', '=', manager.id).execute();
      await db.deleteFrom('user').where('id', '=', manager.id).execute();
      expect([await eventsAt(mine), await eventsAt(url)]).toEqual([null, null]);
    });

    it('no address of one can be made from that of another', async () => {
      const { cloud, organization, owner, manager, editor, feedsOf } = await feeds();
      const [mac] = tokenIn((await feedsOf(manager)).mine)
        .split('.')
        .slice(-1);
      const [macOfAll] = tokenIn((await feedsOf(manager)).organizations[0]?.url ?? '')
        .split('.')
        .slice(-1);
      const forged = [
        `${owner.id}.${mac}`,
        `${editor.id}.${mac}`,
        `${manager.id}.${macOfAll}`,
        `${manager.id}.${organization}.${mac}`,
        `${owner.id}.${organization}.${macOfAll}`,
        `${manager.id}.O-other.${macOfAll}`,
        `${manager.id}.${mac?.slice(0, -1)}`,
        `${manager.id}.${mac}A`,
        `${manager.id}.`,
        `.${mac}`,
        '',
        '.'.repeat(5_000),
      ];
      expect(await Promise.all(forged.map((token) => calendarAt(cloud.parts, token)))).toEqual(forged.map(() => null));
    });
  });
});

describe('L10: over HTTP', () => {
  async function serving() {
    const lines: string[] = [];
    const cloud = await startTestCloud({ log: createLog('debug', { write: (line) => lines.push(line) }) });
    onTestFinished(() => cloud.stop());
    const person = await cloud.addPerson('Ingrid', { [await cloud.addOrganization('Northlight')]: 'owner' });
    return { cloud, lines, ...(await person.client.calendar.show({})) };
  }

  it('is a calendar that nobody keeps, for whoever has the address', async () => {
    const { mine, organizations, lines } = await serving();
    for (const url of [mine, organizations[0]?.url ?? '']) {
      const answer = await fetch(url);
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'text/calendar; charset=utf-8',
        'cache-control': 'no-store',
        'content-disposition': 'inline; filename="greenroom.ics"',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex',
      });
      expect(readCalendar(await answer.text()).events).toEqual([]);
      expect(lines.join('')).toContain('"path":"/calendar/"');
      expect(lines.join('')).not.toContain(tokenIn(url));
    }
  });

  it('every address that is none is answered alike', async () => {
    const { cloud, mine } = await serving();
    const urls = [
      `${mine.slice(0, -5)}x.ics`,
      mine.replace('.ics', ''),
      `${cloud.url}/calendar/P-nobody.${'x'.repeat(43)}.ics`,
      `${cloud.url}/calendar/`,
      `${cloud.url}/calendar/a/b.ics`,
      `${cloud.url}/calendar/${'x'.repeat(4_000)}.ics`,
      `${cloud.url}/calendar/%00%0d%0a.ics`,
    ];
    const answers = await Promise.all(
      urls.map(async (url) => {
        const answer = await fetch(url);
        const { date, ...headers } = Object.fromEntries(answer.headers);
        return {
          status: answer.status,
          type: headers['content-type'],
          cache: headers['cache-control'],
          text: await answer.text(),
          isDated: date !== undefined,
        };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 404, type: 'text/plain; charset=utf-8', cache: 'no-store' });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});
