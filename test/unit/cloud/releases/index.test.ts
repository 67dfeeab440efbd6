import { expect, it } from 'vitest';
import { startHousekeeping } from '#cloud/housekeeping.ts';
import { systemRandom } from '#cloud/parts.ts';
import { publishRelease } from '#cloud/releases/publish.ts';
import { renewIndexes } from '#cloud/releases/index.ts';
import { openStore } from '#cloud/store/open.ts';
import { readIndex } from '#cloud/store/queries/release-index.ts';
import { day } from '#shared/models/time.ts';
import { forEachEngine, freshDatabase, freshStore } from '../../../support/store.ts';
import { releaseShop } from './shop.ts';

forEachEngine((engine) => {
  it('D2: is given out signed, with the manifests that this organization may have', async () => {
    const { publish, me, organization, addLicense, clock, opened, vendor } = await releaseShop(engine);
    await addLicense(organization, { endsAt: clock.time + day });
    await publish('1.0.0');
    await publish('1.1.0-b1', { channel: 'beta' });
    clock.time += 1;
    await publish('1.0.1');
    await vendor.yank({ product: 'graphics', version: '1.0.0', reason: 'Drops frames.' });
    clock.time += day;
    await publish('2.0.0');
    const files = await me.files({ organization });
    expect(files.map(({ product, channel }) => [product.id, channel])).toEqual([
      ['graphics', 'stable'],
      ['graphics', 'beta'],
    ]);
    const [stable, beta] = files.map(opened);
    expect(stable?.index.payload).toMatchObject({
      sequence: 4,
      issuedAt: clock.time,
      expiresAt: clock.time + 30 * day,
      yanked: [{ version: '1.0.0', reason: 'Drops frames.' }],
    });
    const listed = new Map(stable?.index.payload.releases.map(({ version, manifest }) => [version, manifest]));
    expect([...listed.keys()]).toEqual(['2.0.0', '1.0.1', '1.0.0']);
    expect(stable?.manifests.map(({ payload }) => payload.version)).toEqual(['1.0.1', '1.0.0']);
    for (const { payload, digest } of stable?.manifests ?? []) expect(listed.get(payload.version)).toBe(digest);
    expect(beta?.index.payload).toMatchObject({ sequence: 1, yanked: [] });
  });

  it('D2: has a higher sequence after every change, and the same while nothing changes', async () => {
    const { publish, vendor, parts } = await releaseShop(engine);
    const version = '1.0.0';
    const where = { product: 'graphics', version };
    const sequence = async () => (await readIndex(parts.store.db, 'graphics', 'stable'))?.sequence;
    const seen = [await sequence()];
    const steps = [
      () => publish(version),
      () => publish(version),
      () => vendor.yank({ ...where, reason: 'x' }),
      () => vendor.unyank(where),
      () => vendor.unpublish(where),
      () => publish(version),
    ];
    for (const step of steps) {
      await step();
      seen.push(await sequence());
    }
    expect(seen).toEqual([undefined, 1, 1, 2, 3, 4, 5]);
  });

  it('D2: is renewed when less than 15 days are left: by whoever asks, and by housekeeping', async () => {
    const { publish, me, organization, addLicense, clock, opened, parts } = await releaseShop(engine);
    await addLicense(organization);
    await publish('1.0.0');
    await publish('1.0.0', { product: 'tracking' });
    const asked = async () => (await me.files({ organization })).map(opened)[0]?.index.payload;
    clock.time += 15 * day;
    expect((await asked())?.sequence).toBe(1);
    clock.time += 1;
    const both = await Promise.all([asked(), asked()]);
    expect(both.map((index) => index?.sequence)).toEqual([2, 2]);
    expect(both[0]?.expiresAt).toBe(clock.time + 30 * day);
    const tracking = async () => (await readIndex(parts.store.db, 'tracking', 'stable'))?.sequence;
    expect(await tracking()).toBe(1);
    await renewIndexes(parts);
    expect(await tracking()).toBe(2);
    await renewIndexes(parts);
    expect(await tracking()).toBe(2);
    clock.time += 16 * day;
    const stop = startHousekeeping(parts, { first: 0 });
    await expect.poll(tracking).toBe(3);
    await stop();
    expect(await asked()).toMatchObject({ sequence: 3 });
  });

  it('D2: never writes one sequence twice, with two processes that publish at once', async () => {
    const where = await freshDatabase(engine);
    await freshStore(engine, where);
    const { put, parts } = await releaseShop(engine, await openStore(where));
    const other = await freshStore(engine, where);
    const processes = [parts, { ...parts, store: other }].map((its) => ({ ...its, random: systemRandom }));
    const doer = { caller: null, address: null, isLocalVendor: true };
    const versions = Array.from({ length: 16 }, (_, at) => `1.0.${at}`);
    const artifacts = new Map<string, Awaited<ReturnType<typeof put>>>();
    for (const version of versions) artifacts.set(version, await put(version));
    await Promise.all(
      versions.map((version, at) => {
        const its = processes[at % 2] ?? processes[0]!;
        const release = { product: 'graphics', version, channel: 'stable', notes: '', minimumVersion: null };
        const given = { ...release, artifacts: artifacts.get(version) ?? [] };
        return publishRelease(its, { doer, write: its.store.write }, given, its.clock.now());
      }),
    );
    const index = await readIndex(other.db, 'graphics', 'stable');
    expect(index?.sequence).toBe(16);
    expect(index?.releases.map(({ version }) => version).toSorted()).toEqual(versions.toSorted());
  });

  it('D2: names as many releases as a file holds, the newest', async () => {
    const { publish, me, organization, addLicense, clock, opened, parts } = await releaseShop(engine);
    await addLicense(organization);
    await publish('0.0.1');
    const { db } = parts.store;
    const row = await db.selectFrom('release').selectAll().executeTakeFirstOrThrow();
    const payload = JSON.parse(row.payload) as object;
    const reason = '好'.repeat(500);
    const rows = Array.from({ length: 600 }, (_, at) => {
      const version = `1.0.${at}`;
      const own = JSON.stringify({ ...payload, version, releasedAt: row.released_at + 1 + at });
      const digest = String(at).padStart(64, '0');
      return { ...row, version, digest, payload: own, released_at: row.released_at + 1 + at, yanked_reason: reason };
    });
    for (let at = 0; at < rows.length; at += 100)
      await db
        .insertInto('release')
        .values(rows.slice(at, at + 100))
        .execute();
    clock.time += 16 * day;
    const signed = (await me.files({ organization }))[0];
    if (!signed) throw new Error('an index');
    const { payload: index } = opened({ ...signed, manifests: [] }).index;
    expect(index.releases[0]?.version).toBe('1.0.599');
    expect(index.releases.length).toBeGreaterThan(50);
    expect(index.yanked.map(({ version }) => version)).toEqual(index.releases.map(({ version }) => version));
    expect(signed.manifests).toHaveLength(index.releases.length);
    await db.updateTable('release').set({ yanked_reason: null }).execute();
    clock.time += 16 * day;
    const [again] = await me.files({ organization });
    expect(again && opened({ ...again, manifests: [] }).index.payload.releases).toHaveLength(500);
  });
});
