import { expect, it } from 'vitest';
import { recordUsage } from '#cloud/usage/record.ts';
import { day, hour } from '#shared/models/time.ts';
import { forEachEngine } from '../../../support/store.ts';
import { pick, studio } from '../licensing/studio.ts';

const plan = { product: 'graphics', edition: 'xr' };

forEachEngine((engine) => {
  it('L7: per product and edition: licenses, seats, use, people and the next end', async () => {
    const { cloud, organization, manager, editor, member, license } = await studio(engine, 2);
    const now = cloud.clock.now();
    const soon = await cloud.addLicense(organization, { seats: 3, kind: 'named', endsAt: now + 10 * day });
    await cloud.addLicense(organization, { seats: 9, endsAt: now - day, startsAt: now - 9 * day });
    await cloud.addLicense(organization, { seats: 9, startsAt: now + day });
    for (const person of [editor, member])
      await cloud.as(manager).license.assign({ licenses: [soon, license], person: person.id });
    await pick(cloud, editor, cloud.machine('A'), license);

    expect(await cloud.as(manager).product.list({ organization })).toEqual([
      {
        product: { id: 'graphics', name: 'Graphics', glyph: 'layers' },
        edition: { id: 'xr', name: 'XR' },
        licenses: 2,
        over: 1,
        seats: 5,
        inUse: { online: 1, offline: 0 },
        assignees: 2,
        unassigned: 0,
        nextEnd: now + 10 * day,
      },
    ]);
    const { licenses, total } = await cloud.as(manager).product.licenses({ organization, ...plan, limit: 2 });
    expect(total).toBe(3);
    expect(licenses.map(({ id, inUse }) => [id, inUse])).toEqual([
      [soon, 0],
      [license, 1],
    ]);
    const people = await cloud.as(manager).product.assignees({ organization, ...plan });
    expect(people.assignees.map(({ person, licenses: count, inUse }) => [person.name, count, inUse])).toEqual([
      ['Jo', 2, 1],
      ['Sindre', 2, 0],
    ]);
    expect(people.total).toBe(2);
  });

  it('L7: use over time: the peak of each day, the same before and after it was written down', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 3);
    const [a, b, c] = [cloud.machine('A'), cloud.machine('B'), cloud.machine('C')];
    const ask = async () => (await cloud.as(manager).product.usage({ organization, ...plan, days: 7 })).days;
    await pick(cloud, editor, a, license);
    await pick(cloud, editor, b, license);
    cloud.clock.time += hour;
    await cloud.as().lease.giveBack({ call: b.call({ purpose: 'return', license }) });
    // Nobody hears of A again: its lease is good for 24 hours. A day without anybody follows.
    cloud.clock.time += 2 * day;
    await pick(cloud, editor, c, license);
    const before = await ask();
    expect(before.slice(-3).map(({ peak }) => peak)).toEqual([2, expect.any(Number), 1]);
    expect(before.at(-1)?.seats).toBe(3);

    await recordUsage(cloud.parts);
    await recordUsage(cloud.parts);
    expect(await ask()).toEqual(before);
    const kept = await cloud.parts.store.db.selectFrom('usage_day').selectAll().execute();
    expect(kept.some(({ peak }) => peak === 2)).toBe(true);
    // What is written down stays known when the leases are gone.
    await cloud.parts.store.db.updateTable('lease').set({ started_at: cloud.clock.now() }).execute();
    expect((await ask()).slice(0, -1)).toEqual(before.slice(0, -1));
  });

  it('L7: managers see it, others do not; nothing of another organization is in it', async () => {
    const { cloud, organization, editor } = await studio(engine);
    await expect(cloud.as(editor).product.list({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
    const other = await cloud.addOrganization();
    const owner = await cloud.addPerson('Liv', { [other]: 'owner' });
    expect(await cloud.as(owner).product.list({ organization: other })).toEqual([]);
    const { days } = await cloud.as(owner).product.usage({ organization: other, ...plan });
    expect(days).toHaveLength(90);
    expect(days.every(({ peak, seats }) => peak === 0 && seats === 0)).toBe(true);
  });
});
