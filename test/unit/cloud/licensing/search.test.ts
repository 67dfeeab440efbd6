import { parse } from 'csv-parse/sync';
import { assert, asyncProperty, constantFrom, integer, option, record } from 'fast-check';
import { expect, it } from 'vitest';
import { isLapsed } from '#cloud/rules/lease-life.ts';
import { isInUse } from '#cloud/store/queries/live-seats.ts';
import type { LicenseFilter } from '#shared/models/license-search.ts';
import { text } from '#shared/text/index.ts';
import { day, hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { pick, studio } from './studio.ts';

type World = Awaited<ReturnType<typeof world>>;

/** One license in each state, and others that differ in one thing. */
async function world(engine: 'sqlite' | 'postgres') {
  const made = await studio(engine, 2);
  const { cloud, organization, manager, member, editor, license } = made;
  const add = (change: Parameters<typeof cloud.addLicense>[1]) => cloud.addLicense(organization, change);
  const ids = {
    floating: license,
    used: await add({ kind: 'named', edition: 'cg' }),
    soon: await add({ kind: 'named', endsAt: noon + 5 * day }),
    ended: await add({ kind: 'named', endsAt: noon - 1 }),
    later: await add({ kind: 'named', product: 'tracking', edition: 'live', startsAt: noon + day }),
    revoked: await add({ kind: 'named', endsAt: noon + 100 * day }),
  };
  await cloud.asVendor().vendor.license.end({ license: ids.revoked });
  await cloud.as(manager).license.assign({ licenses: [ids.used, ids.soon], person: member.id });
  await pick(cloud, member, cloud.machine('FB-OB-2'), ids.used);
  await pick(cloud, editor, cloud.machine('RENDER_100%'), ids.floating);
  const nameOf = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  const search = (more: LicenseFilter & { sort?: 'ends' | 'in-use' | 'assigned' | 'seats'; descending?: boolean }) =>
    cloud.as(manager).license.search({ organization, ...more });
  const found = async (filter: Parameters<typeof search>[0]) =>
    (await search(filter)).rows.map(({ id }) => nameOf.get(id) ?? id);
  return { ...made, ids, search, found };
}

async function sorted(found: World['found'], filter: LicenseFilter) {
  return (await found(filter)).toSorted();
}

forEachEngine((engine) => {
  it('L6: licenses are found by product, edition, id, person, address and machine, all words of them', async () => {
    const { found, ids, cloud, organization } = await world(engine);
    expect(await sorted(found, { text: 'tracking' })).toEqual(['later']);
    expect(await sorted(found, { text: 'CG' })).toEqual(['used']);
    expect(await sorted(found, { text: ids.soon.toLowerCase() })).toEqual(['soon']);
    expect(await sorted(found, { text: 'sindre' })).toEqual(['soon', 'used']);
    expect(await sorted(found, { text: 'sindre@studio' })).toEqual(['soon', 'used']);
    expect(await sorted(found, { text: 'sindre fb-ob' })).toEqual(['used']);
    expect(await sorted(found, { text: 'jo' })).toEqual(['floating']);
    expect(await sorted(found, { text: '100%' })).toEqual(['floating']);
    expect(await sorted(found, { text: 'FB_OB' })).toEqual([]);
    expect(await sorted(found, { text: "'; drop table license; --" })).toEqual([]);
    const aase = await cloud.addPerson('Åse Øyvår', { [organization]: 'editor' });
    await pick(cloud, aase, cloud.machine('OB-9'), ids.floating);
    for (const typed of ['åse', 'ÅSE', 'øyvår', 'Åse ØYVÅR'])
      expect([typed, await found({ text: typed })]).toEqual([typed, ['floating']]);
  });

  it('L6: each filter lets through what it says, and together they must all fit', async () => {
    const { found, member } = await world(engine);
    expect(await sorted(found, { state: 'in-use' })).toEqual(['used']);
    expect(await sorted(found, { state: 'free' })).toEqual(['floating', 'soon']);
    expect(await sorted(found, { state: 'ending-soon' })).toEqual(['soon']);
    expect(await sorted(found, { state: 'not-started' })).toEqual(['later']);
    expect(await sorted(found, { state: 'ended' })).toEqual(['ended']);
    expect(await sorted(found, { state: 'revoked' })).toEqual(['revoked']);
    expect(await sorted(found, { kind: 'floating' })).toEqual(['floating']);
    expect(await sorted(found, { product: 'tracking' })).toEqual(['later']);
    expect(await sorted(found, { product: 'graphics', edition: 'cg' })).toEqual(['used']);
    expect(await sorted(found, { person: member.id })).toEqual(['soon', 'used']);
    expect(await sorted(found, { endsBefore: '2027-01-10' })).toEqual(['ended', 'revoked', 'soon']);
    expect(await sorted(found, { text: 'graphics', person: member.id, state: 'in-use' })).toEqual(['used']);
  });

  it('O1: what is unassigned are named licenses that are not over and that nobody has; the figures agree with the lists', async () => {
    const { found, search, cloud, manager, organization } = await world(engine);
    expect(await found({ unassigned: true })).toEqual(['later']);
    const summary = await cloud.as(manager).license.summary({ organization });
    expect(summary).toEqual({
      licenses: 6,
      seats: 4,
      inUse: 2,
      unassigned: 1,
      states: { free: 2, 'in-use': 1, 'not-started': 1, ended: 1, revoked: 1, 'ending-soon': 1 },
    });
    const { states, total } = await search({ state: 'ended' });
    expect({ states, total }).toEqual({ states: summary.states, total: 1 });
  });

  it('L6: a row says how many and the first names; pages follow one another in the order asked for', async () => {
    const { search, found, ids, cloud, manager, organization } = await world(engine);
    for (const name of ['Ada', 'Ben', 'Carl', 'Dag']) {
      const person = await cloud.addPerson(name, { [organization]: 'member' });
      await cloud.as(manager).license.assign({ licenses: [ids.floating], person: person.id });
    }
    const [row] = (await search({ kind: 'floating' })).rows;
    expect(row).toMatchObject({
      seats: 2,
      inUse: 1,
      state: 'free',
      assigned: { count: 4, names: ['Ada', 'Ben', 'Carl'] },
      usedBy: [{ machine: 'RENDER_100%', person: 'Jo', mode: 'online' }],
    });
    expect(row).not.toHaveProperty('leases');
    expect((await found({ sort: 'ends' })).slice(0, 3)).toEqual(['ended', 'revoked', 'soon']);
    expect((await found({ sort: 'ends', descending: true })).slice(3)).toEqual(['soon', 'revoked', 'ended']);
    expect((await found({ sort: 'assigned' }))[0]).toBe('floating');
    expect((await found({ sort: 'in-use', descending: true })).slice(0, 2).toSorted()).toEqual(['floating', 'used']);
    const all = await found({ sort: 'seats' });
    const pages = [0, 2, 4].map((offset) =>
      cloud.as(manager).license.search({ organization, sort: 'seats', offset, limit: 2 }),
    );
    const names = (await Promise.all(pages)).flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(names).toEqual(all.map((name) => ids[name as keyof typeof ids]));
  });

  it('L6: the ids of all that fit, and nothing of another organization', async () => {
    const { cloud, manager, organization, ids } = await world(engine);
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    await cloud.addLicense(fjord, {});
    const { licenses } = await cloud.as(manager).license.searchIds({ organization, state: 'free' });
    expect(licenses.toSorted()).toEqual([ids.floating, ids.soon].toSorted());
    await expect(cloud.as(manager).license.search({ organization: fjord })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('L6: only Managers and Owners look through all licenses', async () => {
    const { cloud, organization, editor, member, owner } = await world(engine);
    for (const person of [editor, member])
      await expect(cloud.as(person).license.search({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await cloud.as(owner).license.search({ organization })).total).toBe(6);
  });

  it('L6: an export holds what the filters show, and no cell that a spreadsheet would run', async () => {
    const { cloud, organization, manager, ids } = await world(engine);
    const evil = await cloud.addPerson('=HYPERLINK("http://evil")', { [organization]: 'member' });
    await cloud.as(manager).license.assign({ licenses: [ids.later], person: evil.id });
    const part = await cloud.as(manager).license.export({ organization, format: 'csv', product: 'tracking' });
    expect(part).toMatchObject({ rows: 1, next: null });
    const [heads, row] = parse(part.text);
    expect(heads).toEqual(Object.values(text.licenseList.columns));
    expect(row).toContain('\'=HYPERLINK("http://evil")');
    const lines = await cloud.as(manager).license.export({ organization, format: 'json-lines', state: 'in-use' });
    expect(
      lines.text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id),
    ).toEqual([ids.used]);
  });

  it('L6: 600 licenses take the same number of statements as one', async () => {
    const { cloud, organization, manager } = await studio(engine);
    const search = async () => {
      let queries = 0;
      const counted = cloud.store.db.withPlugin({
        transformQuery({ node }) {
          queries += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      const { db } = cloud.store;
      cloud.store.db = counted;
      const { rows } = await cloud.as(manager).license.search({ organization, limit: 500 });
      cloud.store.db = db;
      return { queries, rows: rows.length };
    };
    const one = await search();
    for (let at = 0; at < 599; at++) await cloud.addLicense(organization, { edition: at % 2 ? 'xr' : 'cg' });
    expect(await search()).toEqual({ queries: one.queries, rows: 500 });
  });

  it('counts the seats in use as the rules do', async () => {
    const { cloud, editor, license } = await studio(engine);
    await pick(cloud, editor, cloud.machine('OB-1'), license);
    const near = integer({ min: -80, max: 80 }).map((hours) => noon + hours * hour);
    const lease = record({
      mode: constantFrom('online' as const, 'offline' as const),
      ends_at: near,
      held_until: option(near),
    });
    await assert(
      asyncProperty(lease, async (row) => {
        await cloud.store.db.updateTable('lease').set(row).execute();
        const found = await cloud.store.db.selectFrom('lease').select('id').where(isInUse(noon)).execute();
        const facts = { mode: row.mode, endsAt: row.ends_at, heldUntil: row.held_until };
        expect(found.length).toBe(isLapsed(facts, noon) ? 0 : 1);
      }),
      { numRuns: 60 },
    );
  });
});
