import { expect, it } from 'vitest';
import { seedSample } from '#cloud/sample/seed.ts';
import { samplePerson } from '#cloud/sample/people.ts';
import type { Engine } from '#cloud/store/open.ts';
import { Catalogue } from '#shared/models/catalogue.ts';
import { LicenseRow } from '#shared/models/license.ts';
import { day, hour } from '#shared/models/time.ts';
import { licenseRows } from '#cloud/store/queries/license-rows.ts';
import { readCatalogue } from '#cloud/store/queries/catalogue.ts';
import { licensingCloud } from '../../../support/licensing-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

async function sampleCloud(engine: Engine) {
  const { store, clock, parts } = await licensingCloud(engine);
  const auth = { ...parts.auth, hashPassword: async (password: string) => `hash of ${password}` };
  const seed = () => seedSample({ store, clock, auth });
  await seed();
  const me = await store.db
    .selectFrom('user')
    .select('id')
    .where('email', '=', samplePerson.email)
    .executeTakeFirstOrThrow();
  const rows = (what: 'all' | 'mine' = 'all') => licenseRows(store.db, me.id, { what }, clock.now());
  return { store, clock, seed, rows };
}

forEachEngine((engine) => {
  it('fills two organizations with people in all roles and licenses in every state', async () => {
    const { store, rows } = await sampleCloud(engine);
    const members = await store.db
      .selectFrom('member')
      .innerJoin('organization', 'organization.id', 'member.organizationId')
      .select(['organization.name', 'member.role'])
      .execute();
    const northlight = members.filter((member) => member.name === 'Northlight Studios');
    expect(northlight).toHaveLength(14);
    expect(new Set(northlight.map((member) => member.role)).size).toBe(5);
    expect(await store.db.selectFrom('license').select('id').execute()).toHaveLength(60);
    const all = await rows();
    for (const row of all) LicenseRow.parse(row);
    expect(new Set(all.map((row) => row.availability))).toEqual(
      new Set(['free', 'in-use', 'not-assigned', 'not-started', 'ended', 'revoked']),
    );
    const leases = all.flatMap((row) => row.leases);
    expect(leases.some((lease) => lease.mode === 'offline')).toBe(true);
    expect(leases.some((lease) => lease.unassignGraceEndsAt !== null)).toBe(true);
    expect(all.some((row) => row.trial) && all.some((row) => row.overlaps.count > 0)).toBe(true);
    expect((await rows('mine')).filter((row) => row.leases.some((lease) => lease.isMine))).toHaveLength(3);
    const catalogue = await readCatalogue(store.db);
    expect(Catalogue.parse(catalogue).products).toHaveLength(4);
  });

  it('is the same every time, and alive again at a start a day later; what was released stays released', async () => {
    const [first, second] = [await sampleCloud(engine), await sampleCloud(engine)];
    expect(await first.rows()).toEqual(await second.rows());
    const alive = (rows: LicenseRow[]) => rows.flatMap((row) => row.leases).filter((lease) => lease.mode === 'online');
    const before = alive(await first.rows());
    const released = before[0]?.id ?? '';
    await first.store.db.updateTable('lease').set({ ended_at: first.clock.now() }).where('id', '=', released).execute();
    first.clock.time += 30 * hour;
    expect(alive(await first.rows())).toEqual([]);
    await first.seed();
    const after = alive(await first.rows()).map((lease) => lease.id);
    expect(after).toEqual(before.map((lease) => lease.id).filter((id) => id !== released));
    expect(await first.store.db.selectFrom('license').select('id').execute()).toHaveLength(60);
  });

  it('leaves a cloud alone that has anything else in it', async () => {
    const cloud = await licensingCloud(engine);
    const organization = await cloud.addOrganization();
    await cloud.addPerson('Amara', { [organization]: 'owner' });
    await seedSample({ ...cloud.parts, clock: { now: () => cloud.clock.time + day } });
    expect(await cloud.store.db.selectFrom('license').select('id').execute()).toEqual([]);
  });
});
