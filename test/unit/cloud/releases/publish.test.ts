import { describe, expect, it } from 'vitest';
import { artifactKey } from '#cloud/release-store/keys.ts';
import { forEachEngine } from '../../../support/store.ts';
import { releaseShop } from './shop.ts';

const version = '25.4.0';
const which = { product: 'graphics', version };

forEachEngine((engine) => {
  it('publishes what is in the store, and shows it to those who may have it', async () => {
    const { vendor, publish, me, organization, addLicense, clock, parts } = await releaseShop(engine);
    await addLicense(organization);
    const published = await publish(version, { notes: 'Faster takes.\n\n### Added\n- Takes' });
    expect(published).toMatchObject({
      ...which,
      channel: 'stable',
      releasedAt: clock.time,
      notes: 'Faster takes.\n\n### Added\n- Takes',
      minimumVersion: null,
      yanked: null,
    });
    expect(await me.list({ organization })).toEqual([
      { product: { id: 'graphics', name: 'Graphics', glyph: 'layers' }, releases: [published] },
    ]);
    expect(await vendor.list({ product: 'graphics' })).toEqual([published]);
    const deeds = await parts.store.db
      .selectFrom('audit')
      .select(['action', 'subject', 'organization_id', 'actor'])
      .execute();
    expect(deeds).toEqual([
      { action: 'release.publish', subject: 'graphics 25.4.0', organization_id: null, actor: 'vendor' },
    ]);
  });

  it('names the files that are missing or not as they should be', async () => {
    const { vendor, put, parts } = await releaseShop(engine);
    const { releases } = parts;
    const artifacts = await put(version, { more: 3 });
    const [first, second, third, fourth] = artifacts;
    if (!first || !second || !third || !fourth) throw new Error('four artifacts');
    const key = (artifact: typeof first, part: 'file' | 'chunks' | 'signature') => artifactKey(which, artifact, part);
    await releases.remove(key(first, 'file'));
    await releases.remove(key(first, 'signature'));
    await releases.put(key(second, 'file'), new Uint8Array(9), { size: 9, contentType: 'x' });
    // Of the right size, another content.
    const other = new Uint8Array(third.chunks.size);
    await releases.put(key(third, 'chunks'), other, { size: other.length, contentType: 'x' });
    const publishing = vendor.publish({ ...which, notes: '', artifacts });
    await expect(publishing).rejects.toMatchObject({
      code: 'release-incomplete',
      details: {
        missing: [key(first, 'file'), key(first, 'signature'), key(second, 'file'), key(third, 'chunks')],
      },
    });
    expect(await vendor.list({ product: 'graphics' })).toEqual([]);
  });

  it('does not believe a chunk list that adds up to another size', async () => {
    const { vendor, put, parts } = await releaseShop(engine);
    const [artifact] = await put(version);
    if (!artifact) throw new Error('an artifact');
    const short = { ...artifact, size: artifact.size - 1 };
    const file = new Uint8Array(short.size);
    await parts.releases.put(artifactKey(which, artifact), file, { size: short.size, contentType: 'x' });
    await expect(vendor.publish({ ...which, notes: '', artifacts: [short] })).rejects.toMatchObject({
      details: { missing: [artifactKey(which, artifact, 'chunks')] },
    });
  });

  it('answers the same release when it is published again with the same content, and refuses another', async () => {
    const { vendor, put, publish, clock, parts } = await releaseShop(engine);
    const published = await publish(version);
    clock.time += 1_000;
    expect(await publish(version)).toEqual(published);
    const { artifacts } = published;
    const others = [
      { ...which, notes: 'Other words', artifacts },
      { ...which, notes: published.notes, artifacts, channel: 'beta' },
      { ...which, notes: published.notes, artifacts, minimumVersion: '24.0.0' },
      { ...which, notes: published.notes, artifacts: await put(version, { content: 'other' }) },
    ];
    for (const other of others)
      await expect(vendor.publish(other)).rejects.toMatchObject({ code: 'already-published', details: { version } });
    expect(await parts.store.db.selectFrom('audit').select('id').execute()).toHaveLength(1);
  });

  it('answers an idempotency key with the release it was published with', async () => {
    const { vendor, put, clock } = await releaseShop(engine);
    const input = { ...which, notes: '', artifacts: await put(version), idempotencyKey: 'publish-25-4-0' };
    const published = await vendor.publish(input);
    clock.time += 1_000;
    expect(await vendor.publish(input)).toEqual(published);
    await expect(vendor.publish({ ...input, notes: 'x' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    const again = { ...which, idempotencyKey: 'unpublish-25-4-0' };
    expect([await vendor.unpublish(again), await vendor.unpublish(again)]).toEqual([{}, {}]);
  });

  it('keeps a version for ever: unpublished, it takes the same content only', async () => {
    const { vendor, publish, put, me, organization, addLicense } = await releaseShop(engine);
    await addLicense(organization);
    const published = await publish(version);
    await vendor.unpublish(which);
    expect(await me.list({ organization })).toEqual([]);
    expect(await vendor.list({ product: 'graphics' })).toEqual([]);
    await expect(vendor.yank({ ...which, reason: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(vendor.unpublish(which)).rejects.toMatchObject({ code: 'not-found' });
    const other = { ...which, notes: published.notes, artifacts: await put(version, { content: 'other' }) };
    await expect(vendor.publish(other)).rejects.toMatchObject({ code: 'already-published' });
    expect(await publish(version)).toEqual(published);
    expect(await vendor.list({ product: 'graphics' })).toEqual([published]);
  });

  it('refuses what does not lie in one folder, what fits no manifest, and what nobody sells', async () => {
    const { vendor, put } = await releaseShop(engine);
    const artifacts = await put(version);
    await expect(
      vendor.publish({ ...which, notes: '', artifacts: [...artifacts, ...artifacts] }),
    ).rejects.toMatchObject({ code: 'invalid-input', details: { problems: [{ field: 'artifacts' }] } });
    await expect(vendor.publish({ ...which, notes: '好'.repeat(50_000), artifacts })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { problems: [{ field: 'notes' }] },
    });
    const unsold = { product: 'teapot', version };
    await expect(vendor.publish({ ...unsold, notes: '', artifacts })).rejects.toMatchObject({ code: 'not-found' });
    await expect(vendor.list({ product: 'teapot' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(vendor.yank({ ...unsold, reason: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes a release back and puts it out again', async () => {
    const { vendor, publish, me, organization, addLicense, parts } = await releaseShop(engine);
    await addLicense(organization);
    const published = await publish(version);
    const where = { organization, ...which, artifact: 'installer' };
    const reason = 'Loses key signal after a format change.';
    expect(await vendor.yank({ ...which, reason })).toEqual({ ...published, yanked: reason });
    expect(await me.list({ organization })).toMatchObject([{ releases: [{ version, yanked: reason }] }]);
    await expect(me.link(where)).rejects.toMatchObject({ code: 'release-yanked', details: { version, reason } });
    expect(await vendor.unyank(which)).toEqual(published);
    expect((await me.link(where)).url).toContain('graphics-25.4.0-installer.run');
    const deeds = await parts.store.db.selectFrom('audit').select(['action', 'details']).orderBy('at').execute();
    expect(deeds.map(({ action }) => action).toSorted()).toEqual(['release.publish', 'release.unyank', 'release.yank']);
    expect(deeds.find(({ action }) => action === 'release.yank')?.details).toBe(JSON.stringify({ reason }));
  });
});

describe('D2: the catalogue', () => {
  it('keeps a product that has releases', async () => {
    const { publish, asVendor } = await releaseShop('sqlite');
    await publish(version);
    const catalogue = { products: [], support: [] };
    await expect(asVendor().vendor.catalogue.import({ catalogue })).rejects.toMatchObject({ code: 'conflict' });
  });
});
