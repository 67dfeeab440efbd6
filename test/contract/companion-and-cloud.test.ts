import { expect, test } from 'vitest';
import { createConnectCloud } from '#main/adapters/cloud-client/connect.ts';
import { startTestCloud, testPassword } from '../support/cloud.ts';
import { createTestCompanion, memorySettings, type TestCompanion } from '../support/companion.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { signedIn } from '../support/signed-in.ts';

const catalogue = {
  products: [
    {
      id: 'graphics',
      name: 'Graphics',
      glyph: 'layers' as const,
      editions: [
        { id: 'xr', name: 'XR', services: [] },
        { id: 'ar-vs', name: 'AR/VS', services: [] },
      ],
      links: [],
    },
  ],
  support: [{ kind: 'contact' as const, title: 'Contact', summary: '', url: 'https://help.example/contact' }],
};

/** A cloud with two organizations and a seat of each edition; a companion that knows only its address. */
async function studio() {
  const cloud = await startTestCloud();
  const organization = await cloud.addOrganization('Northlight Studios');
  const other = await cloud.addOrganization('Fjord Broadcast');
  const ingrid = await cloud.addPerson('Ingrid', { [organization]: 'manager', [other]: 'editor' });
  await cloud.vendor.catalogue.import({ catalogue });
  const sell = (edition: string, to = organization) =>
    cloud.vendor.license.issue({ organization: to, product: 'graphics', edition, kind: 'floating', seats: 1 });
  const [xr, arVs] = [await sell('xr'), await sell('ar-vs', other)];
  const machine = () =>
    createTestCompanion({
      clock: createFakeClock(Date.now()),
      ports: {
        connectCloud: createConnectCloud({ environment: {} }),
        settingsStore: memorySettings({ version: 1, cloudUrl: cloud.url }),
      },
    });
  const signIn = ({ client }: TestCompanion) =>
    client.companion.session.signIn({ email: ingrid.email, password: testPassword });
  return { cloud, organization, other, ingrid, xr, arVs, machine, signIn };
}

test('the whole story: sign in, switch, pick, beat, force release from elsewhere, pick another, release, sign out', async () => {
  const { ingrid, other, xr, arVs, machine, signIn } = await studio();
  const one = await machine();
  const { companion } = one.client;

  await expect(companion.session.signIn({ email: ingrid.email, password: 'a guess of mine' })).rejects.toMatchObject({
    code: 'wrong-credentials',
  });
  expect(signedIn(await signIn(one)).person.email).toBe(ingrid.email);
  expect(await companion.organization.switch({ organization: other })).toEqual({ current: other });
  expect((await companion.license.list({})).map(({ id }) => id).toSorted()).toEqual([xr.id, arVs.id].toSorted());

  const lease = await companion.license.pick({ license: xr.id });
  expect(await companion.license.pick({ license: xr.id })).toMatchObject({ id: lease.id });
  expect(await companion.license.heartbeat({})).toMatchObject([{ id: lease.id, standing: 'valid' }]);

  await ingrid.client.lease.release({ lease: lease.id });
  expect(await companion.license.heartbeat({})).toEqual([]);
  expect(one.companion.status()).toMatchObject({
    session: { state: 'signed-in' },
    notices: [{ kind: 'lease-ended', notice: { lease: lease.id, reason: 'released' } }],
  });

  const next = await companion.license.pick({ license: arVs.id });
  await companion.license.release({ lease: next.id });
  expect(await companion.license.held({})).toEqual([]);
  await companion.session.signOut({});
  await expect(companion.license.list({})).rejects.toMatchObject({ code: 'not-signed-in' });
});

test('a code approved in a browser signs the machine in', async () => {
  const { ingrid, machine } = await studio();
  const one = await machine();
  const { session } = one.client.companion;
  const { userCode } = await session.startCode({});
  const waiting = session.waitForCode({});
  await ingrid.client.device.decide({ userCode, approve: true });
  await one.clock.advance(10_000);
  expect((await waiting).person.email).toBe(ingrid.email);
});

test('one seat, two machines: the second is refused with the cloud’s own words', async () => {
  const { xr, machine, signIn } = await studio();
  const [one, two] = [await machine(), await machine()];
  await signIn(one);
  await signIn(two);
  await one.client.companion.license.pick({ license: xr.id });
  await expect(two.client.companion.license.pick({ license: xr.id })).rejects.toMatchObject({
    code: 'no-free-seat',
    data: { seats: 1 },
  });
  expect(two.companion.status().cloud.state).toBe('reachable');
});

test('a cloud that goes away takes nothing with it', async () => {
  const { cloud, xr, machine, signIn } = await studio();
  const one = await machine();
  await signIn(one);
  const lease = await one.client.companion.license.pick({ license: xr.id });
  await cloud.stop();
  await expect(one.client.companion.license.heartbeat({})).rejects.toMatchObject({ code: 'cloud-unreachable' });
  expect(one.companion.status()).toMatchObject({
    session: { state: 'signed-in' },
    cloud: { state: 'unreachable', why: 'cloud-unreachable' },
    leases: [lease],
  });
});
