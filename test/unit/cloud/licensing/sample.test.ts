import { expect, it } from 'vitest';
import { seedSample } from '#cloud/sample/seed.ts';
import { samplePerson } from '#cloud/sample/people.ts';
import type { Engine } from '#cloud/store/open.ts';
import { open } from '#shared/files/open.ts';
import { Catalogue } from '#shared/models/catalogue.ts';
import { LicenseRow } from '#shared/models/license.ts';
import { MachineView } from '#shared/models/machine-view.ts';
import { IssuedFile } from '#shared/models/offline.ts';
import { day, hour } from '#shared/models/time.ts';
import { licenseRows } from '#cloud/store/queries/license-rows.ts';
import { issuedFilesOf } from '#cloud/store/queries/issued-file.ts';
import { machinePage } from '#cloud/store/queries/machine-views.ts';
import { readCatalogue } from '#cloud/store/queries/catalogue.ts';
import { licensingCloud } from '../../../support/licensing-cloud.ts';
import { platform } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';

async function sampleCloud(engine: Engine) {
  const { store, clock, parts, trustRoot } = await licensingCloud(engine);
  const auth = { ...parts.auth, hashPassword: async (password: string) => `hash of ${password}` };
  const seed = () => seedSample({ store, clock, auth, keys: parts.keys });
  await seed();
  const me = await store.db
    .selectFrom('user')
    .select('id')
    .where('email', '=', samplePerson.email)
    .executeTakeFirstOrThrow();
  const rows = async () => {
    const ids = await store.db.selectFrom('license').select('id').execute();
    return licenseRows(
      store.db,
      me.id,
      ids.map(({ id }) => id),
      clock.now(),
    );
  };
  return { store, clock, trustRoot, seed, rows, me: { id: me.id, role: 'manager' as const } };
}

forEachEngine((engine) => {
  it('L7: shows months of use that never goes over what was bought; everybody has agreed to the documents', async () => {
    const { store } = await sampleCloud(engine);
    const days = await store.db.selectFrom('usage_day').selectAll().execute();
    expect(days.length).toBeGreaterThan(1_000);
    expect(days.filter(({ peak, seats }) => peak > seats || peak < 0)).toEqual([]);
    expect(days.some(({ peak, seats }) => peak > seats / 2)).toBe(true);
    const [people, consents] = await Promise.all([
      store.db.selectFrom('user').select('id').execute(),
      store.db.selectFrom('consent').selectAll().execute(),
    ]);
    expect(consents).toHaveLength(2 * people.length);
  });

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
    expect(all.filter((row) => row.leases.some((lease) => lease.isMine))).toHaveLength(3);
    const catalogue = await readCatalogue(store.db);
    expect(Catalogue.parse(catalogue).products).toHaveLength(4);
  });

  it('has licenses that were carried in every state, and machines of every kind', async () => {
    const { store, clock, trustRoot, me } = await sampleCloud(engine);
    const organizations = await store.db.selectFrom('organization').select(['id', 'name']).orderBy('name').execute();
    const [fjord = '', northlight = ''] = organizations.map(({ id }) => id);
    const files = await issuedFilesOf(store.db, northlight, clock.now());
    for (const file of files) IssuedFile.parse(file);
    expect(files.map(({ machine, acknowledgement }) => [machine.name, acknowledgement])).toEqual([
      ['OB-2-RENDER-01', 'issued'],
      ['OB-1-RENDER-04', 'confirmed'],
      ['STAGE-2-TRACK', 'overdue'],
    ]);
    expect(await issuedFilesOf(store.db, fjord, clock.now())).toMatchObject([{ machine: { name: 'FB-OB-2' } }]);
    for (const { answer, machine_id } of await store.db.selectFrom('issued_file').selectAll().execute()) {
      const machine = { id: machine_id, name: '' };
      const purpose = { for: 'use' } as const;
      const context = { trustRoot, machine, now: clock.now(), applied: null, returned: [], purpose };
      expect(open(platform, 'license', answer, context).accepted).toBe(true);
    }
    const seen = { organization: northlight, me, now: clock.now() };
    const { machines: views } = await machinePage(store.db, seen, { limit: 500 });
    for (const view of views) MachineView.parse(view);
    expect(new Set(views.map(({ evidence }) => evidence.state))).toEqual(
      new Set(['matches', 'none', 'changed', 'two-with-one-key']),
    );
    const settings = await store.db.selectFrom('organization_details').selectAll().execute();
    expect(settings.find((each) => each.organization_id === northlight)?.offline_until_end).toBe(1);
    expect(settings.find((each) => each.organization_id === fjord)?.offline_until_end).toBe(0);
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
