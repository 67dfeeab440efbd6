import { expect, test } from 'vitest';
import { createConnectCloud } from '#main/adapters/cloud-client/connect.ts';
import { startTestCloud } from '../support/cloud.ts';
import { createTestCompanion, memorySettings } from '../support/companion.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testCatalogue } from '../support/licensing-cloud.ts';
import { figure, report } from '../support/promise.ts';
import { forEachEngine } from '../support/store.ts';

const machines = figure(3, 40);

forEachEngine((engine) => {
  /** A real cloud of two processes, and machines with a license each that reach it over HTTP. */
  async function studio() {
    const cloud = await startTestCloud({ engine });
    const other = await startTestCloud({ where: cloud.where });
    const organization = await cloud.addOrganization('Northlight Studios');
    const ingrid = await cloud.addPerson('Ingrid', { [organization]: 'manager' });
    await cloud.vendor.catalogue.import({ catalogue: testCatalogue });
    const sold = { organization, product: 'graphics', edition: 'xr', kind: 'floating' as const, seats: machines };
    const license = (await cloud.vendor.license.issue(sold)).id;
    const licensed = async (url = cloud.url) => {
      const ports = {
        environmentToken: ingrid.token,
        connectCloud: createConnectCloud({ environment: {} }),
        settingsStore: memorySettings({ version: 1, cloudUrl: url }),
      };
      const one = await createTestCompanion({ clock: createFakeClock(Date.now()), ports });
      await one.client.companion.license.pick({ license });
      return one;
    };
    const { keys } = cloud.vendor;
    const newest = async (role: 'root' | 'lease') =>
      (await keys.list({})).keys.find((key) => key.role === role && key.signs)?.id ?? '';
    /** A new key in a role, and the one before is out. */
    const replace = async (role: 'root' | 'lease') => {
      const old = await newest(role);
      await keys.rotate({ role });
      await keys.revoke({ key: old });
    };
    return { cloud, other, licensed, replace, keys };
  }

  test(`S11 ${engine}: root 1 → 2 → 3 and on, every key replaced: ${machines} machines follow by themselves, also those that were away`, {
    timeout: 600_000,
  }, async () => {
    const { cloud, other, licensed, replace, keys } = await studio();
    const all = [];
    for (let at = 0; at < machines; at++) all.push(await licensed(at % 2 === 0 ? cloud.url : other.url));
    const [here, ...away] = all;
    if (!here) throw new Error('there are no machines');
    let beats = 0;
    const beat = async (one: typeof here) => {
      beats += 1;
      expect(await one.client.companion.license.heartbeat({})).toMatchObject([{ standing: 'valid' }]);
    };

    // One machine is there all the time.
    await keys.rotate({ role: 'root' });
    await beat(here);
    await keys.rotate({ role: 'lease' });
    await beat(here);
    await replace('root');
    await beat(here);
    await replace('lease');
    await replace('root');
    await beat(here);
    // The others come back after all of it; no key of their time is good any more.
    for (const { parts } of [cloud, other]) await parts.keys.refresh();
    for (const one of away) await beat(one);
    const { version, fingerprint } = await keys.list({});
    const known = all.map((one) => one.companion.status().cloud.fingerprint);
    expect(new Set(known)).toEqual(new Set([fingerprint]));
    expect(all.map((one) => one.companion.status().cloud.state)).toEqual(all.map(() => 'reachable'));
    report(
      `S11 ${engine}: trust root 1 → ${version}, ${machines} machines, ${beats} heartbeats, 0 refused, nobody asked`,
    );
  });

  test(`S11 ${engine}: what a revoked key signs stops working, in every process of the cloud and on every machine`, {
    timeout: 120_000,
  }, async () => {
    const { cloud, other, licensed, replace } = await studio();
    const one = await licensed();
    // A process that has not noticed yet still signs with the old key: that is what a thief could do.
    const thief = other.parts.keys;
    const refresh = thief.refresh;
    thief.refresh = async () => {};
    const stolen = thief.signMachineFile('x').publicKey;
    await replace('lease');
    await one.client.companion.license.heartbeat({});
    await one.client.companion.connection.use({ url: other.url, fingerprint: null });
    await expect(one.client.companion.license.heartbeat({})).rejects.toMatchObject({ code: 'answer-refused' });
    expect(one.companion.status().leases).toMatchObject([{ standing: 'valid' }]);
    // Once it has noticed, all is well.
    thief.refresh = refresh;
    await thief.refresh();
    expect(thief.signMachineFile('x').publicKey).not.toBe(stolen);
    expect(thief.signMachineFile('x').publicKey).toBe(cloud.parts.keys.signMachineFile('x').publicKey);
    await one.client.companion.license.heartbeat({});
    report(`S11 ${engine}: an answer by a revoked key was refused, the lease went on, the next answer was good`);
  });
});
