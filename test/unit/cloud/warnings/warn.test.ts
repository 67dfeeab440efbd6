import { describe, expect, it } from 'vitest';
import type { Letter } from '#cloud/mail/port.ts';
import { startHousekeeping } from '#cloud/housekeeping.ts';
import type { Engine } from '#cloud/store/open.ts';
import { addLicenses } from '#cloud/store/queries/vendor.ts';
import { warnOfEnds } from '#cloud/warnings/warn.ts';
import { day, hour } from '#shared/models/time.ts';
import { licensingCloud, type LicensingCloud } from '../../../support/licensing-cloud.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine, freshDatabase, freshStore } from '../../../support/store.ts';
import { studio } from '../licensing/studio.ts';
import { changeLease, takeOffline } from './ends.ts';

/** A cloud whose letters are kept whole. */
async function warningStudio(engine: Engine) {
  const made = await studio(engine);
  const letters: Letter[] = [];
  made.cloud.parts.mail = { send: async (letter) => void letters.push(letter) };
  const warn = () => warnOfEnds(made.cloud.parts);
  /** Everything that is due already, so that the test begins with nothing to say. */
  await warn();
  letters.length = 0;
  return { ...made, letters, warn };
}

const to = (letters: readonly Letter[]) => letters.flatMap((letter) => letter.to.split('@', 1)).toSorted();
const sayIn = (letters: readonly Letter[], name: string) =>
  letters.find((letter) => letter.to.startsWith(name))?.paragraphs.join('\n') ?? '';

forEachEngine((engine) => {
  describe('warnings of an offline lease', () => {
    it('go to its person, the Managers and the Owners, once for each threshold', async () => {
      const { cloud, license, editor, letters, warn } = await warningStudio(engine);
      await takeOffline(cloud, { license, by: editor, endsAt: noon + 40 * day });
      const told: (string | number)[][] = [];
      for (let passed = 0; passed < 41 * 24; passed += 6) {
        await warn();
        if (letters.length > 0) told.push([40 - passed / 24, ...to(letters)]);
        letters.length = 0;
        cloud.clock.time += 6 * hour;
      }
      expect(told).toEqual([30, 14, 7, 3, 1].map((days) => [days, 'amara', 'ingrid', 'jo']));
    });

    it('say both dates in words with their zone, and the next step', async () => {
      const { cloud, organization, editor, letters, warn } = await warningStudio(engine);
      const license = await cloud.addLicense(organization, { endsAt: Date.UTC(2027, 5, 30, 21, 59) });
      await takeOffline(cloud, { license, by: editor, endsAt: Date.UTC(2027, 0, 14, 22, 59) });
      cloud.clock.time = Date.UTC(2027, 0, 7, 23);
      await warn();
      expect(letters.find((letter) => letter.to.startsWith('jo'))?.subject).toBe(
        'Graphics XR on RENDER-03: offline lease ends in 6 days',
      );
      const said = sayIn(letters, 'jo');
      expect(said).toContain('Hello Jo,');
      expect(said).toContain(
        'In 6 days: Graphics XR on RENDER-03, Jo, Northlight Studios: leased offline until Thu 14 Jan 2027, 23:59 (Europe/Oslo). ' +
          'The license ends on Wed 30 Jun 2027, 23:59 (Europe/Oslo).',
      );
      expect(said).toContain('renew the lease before it ends');
      expect(said.split('\n')).toContain('http://127.0.0.1:4711/offline');
    });

    it('none for leases that renew themselves, were returned, or are over', async () => {
      const { cloud, license, editor, letters, warn } = await warningStudio(engine);
      const lease = await takeOffline(cloud, { license, by: editor, endsAt: noon + 10 * day });
      await changeLease(cloud, lease, { mode: 'online' });
      cloud.clock.time += 4 * day;
      await warn();
      await changeLease(cloud, lease, { mode: 'offline', ended_at: noon });
      cloud.clock.time += 3.5 * day;
      await warn();
      await changeLease(cloud, lease, { ended_at: null });
      cloud.clock.time += 3 * day;
      await warn();
      expect(letters).toEqual([]);
    });

    it('begin anew when the end is moved', async () => {
      const { cloud, license, editor, letters, warn } = await warningStudio(engine);
      const lease = await takeOffline(cloud, { license, by: editor, endsAt: noon + 8 * day });
      cloud.clock.time += 2 * day;
      await warn();
      expect(letters).toHaveLength(3);
      await changeLease(cloud, lease, { ends_at: noon + 30 * day });
      await warn();
      expect(letters).toHaveLength(3);
      cloud.clock.time = noon + 23.5 * day;
      await warn();
      expect(letters).toHaveLength(6);
    });
  });

  describe('warnings of a license', () => {
    it('go to whom it is assigned, the Managers and the Owners; a person who is both hears of it once', async () => {
      const { cloud, organization, manager, member, letters, warn } = await warningStudio(engine);
      const license = await cloud.addLicense(organization, { kind: 'named', endsAt: noon + 31 * day, seats: 2 });
      for (const { id: person } of [member, manager]) {
        await cloud.as(manager).license.assign({ licenses: [license], person });
      }
      cloud.clock.time += 1.5 * day;
      await warn();
      expect(to(letters)).toEqual(['amara', 'ingrid', 'sindre']);
      expect(sayIn(letters, 'sindre')).toContain('Graphics XR, 2 seats, Northlight Studios: the license ends on ');
      expect(sayIn(letters, 'sindre')).toContain('An Owner of the organization renews a license with the vendor.');
    });

    it('none when it was ended by the vendor', async () => {
      const { cloud, organization, letters, warn } = await warningStudio(engine);
      const license = await cloud.addLicense(organization, { endsAt: noon + 31 * day });
      await cloud.asVendor().vendor.license.end({ license });
      cloud.clock.time += 2 * day;
      await warn();
      expect(letters).toEqual([]);
    });

    it('a person has one mail of everything that ends, in all organizations, the soonest first', async () => {
      const { cloud, organization, letters, warn } = await warningStudio(engine);
      const other = await cloud.addOrganization('Fjord Broadcast');
      const kari = await cloud.addPerson('Kari', { [other]: 'owner', [organization]: 'owner' });
      const ends = Array.from({ length: 60 }, (_, at) => noon + 7 * day + (at + 2) * 60_000);
      for (const endsAt of ends) await cloud.addLicense(organization, { endsAt });
      const license = await cloud.addLicense(other, { edition: 'cg' });
      await takeOffline(cloud, { license, by: kari, endsAt: noon + 7 * day + 60_000, name: 'OB-1' });
      cloud.clock.time += 2 * hour;
      await warn();
      expect(letters.filter((letter) => letter.to === kari.email)).toMatchObject([
        { subject: '61 licenses and offline leases end soon, the first in 7 days' },
      ]);
      const said = sayIn(letters, 'kari').split('\n');
      expect(said[2]).toMatch(/^In 7 days: Graphics CG on OB-1, Kari, Fjord Broadcast: leased offline until /);
      expect(said).toContain('And 21 more, which end later.');
      expect(said.filter((line) => line.includes('XR, 1 seat'))).toHaveLength(39);
      expect(to(letters)).toEqual(['amara', 'ingrid', 'kari']);
    });
  });

  it('after a time without the cloud, only the nearest warning is given', async () => {
    const { cloud, organization, letters, warn } = await warningStudio(engine);
    await cloud.addLicense(organization, { endsAt: noon + 31 * day });
    cloud.clock.time += 29 * day;
    await warn();
    await warn();
    expect(letters.map((letter) => letter.subject)).toEqual(Array(2).fill('Graphics XR: license ends in 2 days'));
  });

  it('many processes give each warning once', async () => {
    const where = await freshDatabase(engine);
    const first = await licensingCloud(engine, { store: await freshStore(engine, where) });
    const organization = await first.addOrganization();
    await first.addPerson('Amara', { [organization]: 'owner' });
    for (let at = 0; at < 50; at++) await first.addLicense(organization, { endsAt: noon + 7 * day + at });
    const letters: Letter[] = [];
    const processes = await Promise.all(
      [1, 2, 3, 4].map(async () => ({
        ...first.parts,
        store: await freshStore(engine, where),
        mail: { send: async (letter: Letter) => void letters.push(letter) },
      })),
    );
    await Promise.all(processes.flatMap((parts) => [warnOfEnds(parts), warnOfEnds(parts)]));
    const named = letters.flatMap(({ paragraphs }) =>
      paragraphs.flatMap((line) =>
        line.startsWith('And ') ? Number(line.split(' ')[1]) : line.includes('1 seat') ? 1 : 0,
      ),
    );
    expect(named.reduce((sum, count) => sum + count, 0)).toBe(50);
  });

  it('a mail that fails keeps nobody else from theirs', async () => {
    const { cloud, organization, letters, warn } = await warningStudio(engine);
    await cloud.addLicense(organization, { endsAt: noon + 7 * day + 1 });
    const { send } = cloud.parts.mail;
    cloud.parts.mail = {
      send: (letter) => (letter.to.startsWith('amara') ? Promise.reject(new Error('no')) : send(letter)),
    };
    cloud.clock.time += hour;
    await warn();
    expect(to(letters)).toEqual(['ingrid']);
  });

  it('20 000 licenses take as many queries as one, and seconds', { timeout: 60_000 }, async () => {
    const one = await warningStudio(engine);
    await one.cloud.addLicense(one.organization, { endsAt: noon + 7 * day + 1 });
    one.cloud.clock.time += hour;
    const few = await queriesOf(one.cloud, one.warn);

    const many = await warningStudio(engine);
    await many.cloud.store.write(async (tx) => {
      for (let group = 0; group < 20; group++) {
        const licenses = Array.from({ length: 1_000 }, (_, at) => ({
          id: `L-${group}-${at}`,
          organization: many.organization,
          product: 'graphics',
          edition: 'xr',
          kind: 'named' as const,
          trial: false,
          seats: 1,
          startsAt: noon - day,
          endsAt: noon + 7 * day + 1 + at,
        }));
        await addLicenses(tx, licenses, noon);
      }
    });
    many.cloud.clock.time += hour;
    const started = performance.now();
    // Writing 20 000 warnings down takes four statements instead of one.
    expect(await queriesOf(many.cloud, many.warn)).toBe(few + 3);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(many.letters[0]?.subject).toBe('20000 licenses and offline leases end soon, the first in 7 days');
  });
});

it('L10: housekeeping does it soon after the start and every hour, and ends with the round that is under way', async () => {
  const { cloud, organization, letters } = await warningStudio('sqlite');
  await cloud.addLicense(organization, { endsAt: noon + 7 * day + 1 });
  cloud.clock.time += hour;
  const stop = startHousekeeping(cloud.parts, { first: 1, interval: 20 });
  await expect.poll(() => letters.length).toBe(2);
  cloud.clock.time += 4 * day;
  await expect.poll(() => letters.length).toBe(4);
  await stop();
});

/** How many statements a task runs on the database. */
async function queriesOf({ parts, store }: LicensingCloud, task: () => Promise<void>): Promise<number> {
  let count = 0;
  const { executeQuery } = store.db.getExecutor();
  const executor = store.db.getExecutor();
  executor.executeQuery = function (...query) {
    count += 1;
    return Reflect.apply(executeQuery, this, query);
  };
  try {
    await task();
  } finally {
    executor.executeQuery = executeQuery;
  }
  expect(parts.store).toBe(store);
  return count;
}
