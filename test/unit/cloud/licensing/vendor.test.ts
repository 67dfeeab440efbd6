import { expect, it } from 'vitest';
import { day } from '#shared/models/time.ts';
import { invitationLink } from '../../../support/invitation-link.ts';
import { licensingCloud, testCatalogue } from '../../../support/licensing-cloud.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { pick, studio } from './studio.ts';

forEachEngine((engine) => {
  it('O11: makes an organization and invites its Owner by mail', async () => {
    const cloud = await licensingCloud(engine);
    const vendor = cloud.asVendor().vendor;
    const input = { name: 'Northlight Studios', owner: 'Amara@northlight.example', idempotencyKey: 'sold-on-monday' };
    const made = await vendor.organization.create(input);
    expect(await vendor.organization.create(input)).toEqual(made);
    expect(cloud.letters).toMatchObject([{ to: 'amara@northlight.example' }]);
    expect(await cloud.as().invitation.show(invitationLink(cloud.parts, made.invitation))).toMatchObject({
      organization: 'Northlight Studios',
      role: 'owner',
    });
    expect(await vendor.organization.list({})).toEqual([
      { id: made.organization, name: 'Northlight Studios', people: 0, licenses: 0, closedAt: null },
    ]);
  });

  it('O11: issues, lists, renews and ends licenses', async () => {
    const { cloud, organization } = await studio(engine);
    const vendor = cloud.asVendor().vendor;
    const sold = await vendor.license.issue({
      organization,
      product: 'tracking',
      edition: 'live',
      kind: 'named',
      seats: 2,
      trial: true,
      endsAt: noon + 30 * day,
    });
    expect(sold).toMatchObject({ startsAt: noon, trial: true, product: { name: 'Tracking', glyph: 'target' } });
    expect(await vendor.license.list({ organization })).toHaveLength(2);
    const renewed = await vendor.license.renew({ license: sold.id, endsAt: null });
    expect(renewed).toEqual({ ...sold, endsAt: null });
    const ended = await vendor.license.end({ license: sold.id });
    expect(ended.revokedAt).toBe(noon);
    cloud.clock.time += day;
    expect((await vendor.license.end({ license: sold.id })).revokedAt).toBe(noon);
    await expect(vendor.license.renew({ license: sold.id, endsAt: noon + day })).rejects.toMatchObject({
      code: 'license-revoked',
    });
  });

  it('O11: refuses what does not exist', async () => {
    const { cloud, organization } = await studio(engine);
    const { license } = cloud.asVendor().vendor;
    const offer = { organization, product: 'graphics', edition: 'xr', kind: 'named', seats: 1 } as const;
    await expect(license.issue({ ...offer, organization: 'O-none' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(license.issue({ ...offer, edition: 'gold' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(license.list({ organization: 'O-none' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(license.end({ license: 'L-none' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('O11: a renewed license takes effect at the next heartbeat', async () => {
    const { cloud, organization, editor } = await studio(engine);
    const license = await cloud.addLicense(organization, { endsAt: noon + 1000 });
    const machine = cloud.machine();
    expect((await pick(cloud, editor, machine, license)).leases).toMatchObject([{ leaseEndsAt: noon + 1000 }]);
    await cloud.asVendor().vendor.license.renew({ license, endsAt: noon + 90 * day });
    expect((await pick(cloud, editor, machine, license)).leases).toMatchObject([{ leaseEndsAt: noon + day }]);
  });

  it('O11: replaces the catalogue; what is licensed cannot leave it', async () => {
    const { cloud, editor } = await studio(engine);
    const { import: replace } = cloud.asVendor().vendor.catalogue;
    const [graphics, tracking] = testCatalogue.products;
    if (!graphics || !tracking) throw new Error('the test catalogue has two products');
    const link = { kind: 'contact' as const, title: 'Contact', summary: '', url: 'https://fathom.example/contact' };
    const smaller = { products: [{ ...graphics, name: 'Graphics 2' }], support: [link] };
    expect(await replace({ catalogue: smaller })).toEqual({ products: 1, editions: 2 });
    expect(await cloud.as(editor).catalogue.show({})).toEqual(smaller);
    await expect(replace({ catalogue: { products: [tracking], support: [] } })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await cloud.as(editor).catalogue.show({})).toEqual(smaller);
  });

  it('O11: is not for people of organizations', async () => {
    const { cloud, owner } = await studio(engine);
    await expect(cloud.as(owner).vendor.organization.list({})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(cloud.as().vendor.organization.list({})).rejects.toMatchObject({ code: 'not-signed-in' });
  });
});
