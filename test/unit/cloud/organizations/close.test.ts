import { expect, it } from 'vitest';
import type { Letter } from '#cloud/mail/port.ts';
import { explainNotice } from '#shared/text/index.ts';
import { day, hour } from '#shared/models/time.ts';
import { forEachEngine } from '../../../support/store.ts';
import { goOnlineCall } from '../licensing/go-online.ts';
import { issueOne, sendOffline } from '../licensing/offline.ts';
import { beat, pick, studio } from '../licensing/studio.ts';

const name = 'Northlight Studios';
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

forEachEngine((engine) => {
  /** One machine online, one offline for 30 days, an invitation, a room code, an address that is told. */
  async function busyStudio() {
    const made = await studio(engine, 4);
    const { cloud, organization, owner, manager, editor, license } = made;
    const letters: Letter[] = [];
    cloud.parts.mail = { send: async (letter) => void letters.push(letter) };
    const [online, offline] = [cloud.machine('ONLINE-1'), cloud.machine('OB-1')];
    await pick(cloud, editor, online, license);
    const lease = await sendOffline(cloud, { person: editor, organization, license }, offline);
    await cloud.as(manager).team.invite({ organization, addresses: ['kim@studio.example'], role: 'member' });
    await cloud.as(manager).room.create({ license, hours: 12, uses: 5 });
    await cloud.as(manager).notification.add({ organization, addresses: ['desk@studio.example'], kinds: ['licenses'] });
    letters.length = 0;
    const close = () => cloud.as(owner).organization.close({ organization, name, offline: [lease] });
    return { ...made, letters, online, offline, lease, close };
  }

  it('T8: before closing, everything that ends and everything that runs on is named', async () => {
    const { cloud, organization, owner, manager, lease } = await busyStudio();
    expect(await cloud.as(owner).organization.previewClose({ organization })).toMatchObject({
      name,
      people: 4,
      licenses: 1,
      online: { leases: 1, machines: ['ONLINE-1'] },
      offline: [{ lease, license: 'Graphics XR', machine: 'OB-1', person: 'Jo' }],
      invitations: 1,
      rooms: 1,
      notifications: 1,
      reopenUntil: cloud.clock.now() + 30 * day,
    });
    expect(await codeOf(cloud.as(manager).organization.previewClose({ organization }))).toBe('not-allowed');
  });

  it('T8: closing needs the name, typed, and every offline lease that runs on named', async () => {
    const { cloud, organization, owner, lease } = await busyStudio();
    const close = (typed: string, offline: string[] = []) =>
      cloud
        .as(owner)
        .organization.close({ organization, name: typed, offline })
        .catch((error: unknown) => error);
    for (const wrong of ['', 'northlight studios', 'Northlight', '<b>'])
      expect(await close(wrong, [lease])).toMatchObject({ code: 'name-differs', details: { name } });
    expect(await close(name)).toMatchObject({
      code: 'offline-leases-out',
      details: { leases: 1, machines: ['OB-1'] },
    });
    expect(await cloud.as(owner).organization.show({ organization })).toMatchObject({ people: 4 });
    expect(await close(` ${name} `, [lease])).toMatchObject({ offline: [{ lease, machine: 'OB-1' }] });
  });

  // Every operation there is: S14.
  it('T8: closed, it is answered like unknown, and nobody belongs to it', async () => {
    const { cloud, organization, owner, manager, license, lease, close } = await busyStudio();
    await close();
    for (const person of [owner, manager]) {
      const { organization: of, license: licenses, lease: leases, team, notification } = cloud.as(person);
      const calls = [
        of.show({ organization }),
        of.update({ organization, name: 'Mine' }),
        of.previewClose({ organization }),
        of.close({ organization, name, offline: [lease] }),
        team.invite({ organization, addresses: ['liv@studio.example'], role: 'member' }),
        notification.list({ organization }),
        licenses.show({ license }),
        leases.previewRelease({ lease }),
      ];
      expect(await Promise.all(calls.map(codeOf))).toEqual(calls.map(() => 'not-found'));
      expect(await of.list({})).toEqual([]);
      expect((await licenses.usable({})).rows).toEqual([]);
    }
    const sold = { organization, product: 'graphics', edition: 'xr', kind: 'named' as const, seats: 1 };
    expect(await codeOf(cloud.asVendor().vendor.license.issue(sold))).toBe('not-found');
  });

  it('T8: whoever had it as default lands in another one, and again in it when it is opened again', async () => {
    const { cloud, organization, owner, close } = await busyStudio();
    const { organization: fjord } = await cloud.as(owner).organization.create({ name: 'Fjord', timeZone: 'UTC' });
    await cloud.as(owner).organization.setDefault({ organization });
    const landsIn = async () =>
      (await cloud.as(owner).organization.list({})).flatMap(({ id, isDefault }) => (isDefault ? id : []));
    expect(await landsIn()).toEqual([organization]);
    await close();
    expect(await landsIn()).toEqual([fjord]);
    await cloud.asVendor().vendor.organization.reopen({ organization });
    expect(await landsIn()).toEqual([organization]);
  });

  it('T8: machines that are online are told at their next heartbeat, with a sentence of their own', async () => {
    const { cloud, online, close } = await busyStudio();
    await close();
    const { leases, notices } = await beat(cloud, online);
    expect(leases).toEqual([]);
    expect(notices).toMatchObject([{ reason: 'organization-closed', by: 'Amara', license: 'Graphics XR' }]);
    const [notice] = notices;
    if (!notice) throw new Error('no notice');
    expect(explainNotice({ id: 'N-1', kind: 'lease-ended', at: 0, notice } as never)).toEqual({
      sentence: 'Amara closed the organization that Graphics XR belongs to.',
      next: 'Choose a license of another organization. You are still signed in.',
    });
  });

  it('T8: what is offline runs until its signed end, and ends when it goes online', async () => {
    const { cloud, offline, close } = await busyStudio();
    const until = offline.held?.leases[0]?.leaseEndsAt;
    await close();
    cloud.clock.time += hour;
    expect((await beat(cloud, offline)).leases).toMatchObject([{ mode: 'offline', leaseEndsAt: until }]);
    expect(await goOnlineCall(cloud, offline)).toMatchObject({
      leases: [],
      notices: [{ reason: 'organization-closed' }],
    });
  });

  it('T8: nothing new comes out of it: no room code, no invitation, no request', async () => {
    const { cloud, organization, manager, license, editor, close } = await busyStudio();
    const { code } = await cloud.as(manager).room.create({ license, hours: 1, uses: 1 });
    const kim = await cloud.addPerson('Kim', {});
    const [invitation] = (await cloud.store.db.selectFrom('invitation').select('id').execute()).map(({ id }) => id);
    await close();
    const call = cloud.machine('NODE').call({ purpose: 'enter', room: code.replaceAll('-', '') });
    expect(await codeOf(cloud.as().license.enter({ call }))).toBe('room-closed');
    expect(await codeOf(cloud.as(kim).invitation.accept({ invitation: invitation ?? '' }))).toBe('invitation-ended');
    const request = cloud.machine('NEW').request();
    expect(await codeOf(issueOne(cloud, editor, organization, { text: request, license, days: 7 }))).toBe('not-found');
    expect(await codeOf(pick(cloud, editor, cloud.machine('NEW'), license))).toBe('not-found');
  });

  it('T8: everybody gets a mail; who manages machines reads of all that run on, others of their own', async () => {
    const { letters, close } = await busyStudio();
    await close();
    const to = (who: string) => letters.find((letter) => letter.to === `${who}@studio.example`)?.paragraphs ?? [];
    expect(letters.flatMap((letter) => letter.to.split('@', 1)).toSorted()).toEqual([
      'amara',
      'ingrid',
      'jo',
      'sindre',
    ]);
    expect(letters[0]?.subject).toBe('Northlight Studios on Greenroom was closed');
    expect(to('jo').join('\n')).toMatch(/^Hello Jo,\nAmara closed Northlight Studios/);
    const runsOn = (who: string) => to(who).some((line) => line.startsWith('Graphics XR on OB-1: until '));
    expect(['amara', 'ingrid', 'jo', 'sindre'].map(runsOn)).toEqual([true, true, true, false]);
  });

  it('T8: its webhooks are told of the closing, and of nothing after it', async () => {
    const { cloud, organization, owner, license, close } = await busyStudio();
    await cloud.store.db
      .insertInto('webhook')
      .values({
        id: 'W-1',
        organization_id: organization,
        name: 'Desk',
        url: 'https://desk.example/',
        events: '["organization","licenses"]',
        sealed_secret: 'sealed',
        old_sealed_secret: null,
        old_secret_until: null,
        created_at: cloud.clock.now(),
        created_by: null,
        off_at: null,
        off_why: null,
        failing_since: null,
      })
      .execute();
    expect(await cloud.as(owner).organization.previewClose({ organization })).toMatchObject({
      webhooks: 1,
      apiKeys: 0,
    });
    await close();
    await cloud.asVendor().vendor.license.end({ license });
    const told = await cloud.store.db.selectFrom('webhook_delivery').select('action').execute();
    expect(told).toEqual([{ action: 'organization.close' }]);
  });

  it('T8: of two that close it at once, one does; it is on record once', async () => {
    const { cloud, organization, close } = await busyStudio();
    const outcomes = await Promise.all([codeOf(close()), codeOf(close())]);
    expect(outcomes.map(String).toSorted()).toEqual(['done', 'not-found']);
    const deeds = await cloud.store.db
      .selectFrom('audit')
      .select(['organization_id', 'actor', 'details'])
      .where('action', '=', 'organization.close')
      .execute();
    expect(deeds).toMatchObject([{ organization_id: organization, actor: 'Amara' }]);
    expect(JSON.parse(deeds[0]?.details ?? '')).toMatchObject({
      people: 4,
      licenses: 1,
      online: 1,
      offline: [{ license: 'Graphics XR', machine: 'OB-1' }],
      invitations: 1,
    });
  });

  it('T8: for 30 days the vendor opens it again, with its people; the seats of machines not told yet are overlaps', async () => {
    const { cloud, organization, owner, manager, editor, online, license, close } = await busyStudio();
    await close();
    const vendor = cloud.asVendor().vendor.organization;
    const listed = async () => (await vendor.list({})).find(({ id }) => id === organization);
    expect(await listed()).toMatchObject({ people: 0, closedAt: cloud.clock.now() });
    expect(await codeOf(cloud.as(owner).vendor.organization.reopen({ organization }))).toBe('not-allowed');
    expect(await vendor.reopen({ organization })).toEqual({ organization, people: 4 });
    expect(await vendor.reopen({ organization })).toEqual({ organization, people: 4 });
    expect(await listed()).toMatchObject({ people: 4, closedAt: null });
    expect(await cloud.as(manager).organization.show({ organization })).toMatchObject({ role: 'manager' });
    const overlaps = () => cloud.store.db.selectFrom('overlap').select(['closed_at', 'until_at']).execute();
    expect(await overlaps()).toEqual([{ closed_at: null, until_at: cloud.clock.now() + 24 * hour }]);
    await beat(cloud, online);
    await beat(cloud, online);
    expect(await overlaps()).toMatchObject([{ closed_at: cloud.clock.now() }]);
    expect((await pick(cloud, editor, online, license)).leases).toMatchObject([{ mode: 'online' }]);
    expect(await codeOf(vendor.reopen({ organization: 'O-nobody' }))).toBe('not-found');
  });

  it('T8: after 30 days it stays closed', async () => {
    const { cloud, organization, close } = await busyStudio();
    const { closedAt } = await close();
    cloud.clock.time += 30 * day + 1;
    await expect(cloud.asVendor().vendor.organization.reopen({ organization })).rejects.toMatchObject({
      code: 'reopen-too-late',
      details: { closedAt },
    });
  });
});
