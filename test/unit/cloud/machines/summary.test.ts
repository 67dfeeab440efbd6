import { expect, it } from 'vitest';
import { MachineSummary } from '#shared/models/machine-view.ts';
import { day, hour } from '#shared/models/time.ts';
import { lineOfMachine } from '../../../../renderer/state/machine-lines.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from '../licensing/studio.ts';

const hash = (letter: string) => letter.repeat(32);
const hardware = { 'os-machine-id': hash('a'), 'disk-serial': hash('a'), 'system-uuid': hash('a'), cpu: hash('a') };

forEachEngine((engine) => {
  it('L8: pages follow one another by name, each machine once, whatever its name is', async () => {
    const { cloud, organization, manager, license } = await studio(engine, 8);
    const names = ['B', 'A', 'OB 1', 'OB 1', 'ob 1', 'Ø-1', '%_', 'Z'];
    for (const name of names) await pick(cloud, manager, cloud.machine(name), license);
    const list = cloud.as(manager).machine.list;
    const whole = await list({ organization });
    expect(whole).toMatchObject({ next: null });
    expect(whole.machines.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    for (const limit of [1, 3, 8]) {
      const found = [];
      let after: string | null | undefined;
      while (after !== null) {
        const page = await list({ organization, limit, ...(after === undefined ? {} : { after }) });
        expect(page.machines.length).toBeLessThanOrEqual(limit);
        found.push(...page.machines);
        after = page.next;
      }
      expect(found).toEqual(whole.machines);
    }
  });

  it('L8: two on one computer are told of each other although a page has only one of them', async () => {
    const { cloud, organization, manager, license } = await studio(engine, 3);
    const [one, other] = [cloud.machine('A'), cloud.machine('B')];
    for (const machine of [one, other]) machine.hardware.evidence = hardware;
    for (const machine of [one, other, cloud.machine('C')]) await pick(cloud, manager, machine, license);
    const states = [];
    let after: string | null | undefined;
    while (after !== null) {
      const page = await cloud.as(manager).machine.list({ organization, limit: 1, ...(after && { after }) });
      states.push(...page.machines.map(({ evidence }) => evidence));
      after = page.next;
    }
    expect(states).toMatchObject([
      { state: 'shared-hardware', others: ['B'] },
      { state: 'shared-hardware', others: ['A'] },
      { state: 'none' },
    ]);
  });

  it('L8: a summary counts machines and those that need somebody as the list does, and shows what comes first', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 30);
    const [soon, later] = [
      await cloud.addLicense(organization, { kind: 'floating', endsAt: noon + 5 * day }),
      await cloud.addLicense(organization, { kind: 'floating', endsAt: noon + 60 * day }),
    ];
    for (let at = 0; at < 12; at++) await pick(cloud, editor, cloud.machine(`IDLE-${at}`), license);
    await pick(cloud, editor, cloud.machine('SOON'), soon);
    await pick(cloud, editor, cloud.machine('LATER'), later);
    const changed = cloud.machine('CHANGED');
    changed.hardware.evidence = hardware;
    await pick(cloud, editor, changed, license);
    changed.hardware.evidence = { ...hardware, 'os-machine-id': hash('b'), 'disk-serial': hash('b') };
    cloud.clock.time += hour;
    await expect(beat(cloud, changed)).rejects.toMatchObject({ code: 'machine-changed' });

    const summary = await cloud.as(manager).machine.summary({ organization });
    MachineSummary.parse(summary);
    const { machines } = await cloud.as(manager).machine.list({ organization });
    const lines = machines.map((machine) => lineOfMachine(machine, cloud.clock.time));
    expect(summary.machines).toBe(machines.length);
    expect(summary.needs).toBe(lines.filter(({ group }) => group === 'needs').length);
    expect(summary).toMatchObject({ machines: 15, needs: 2 });
    const names = summary.foremost.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['SOON', 'LATER', 'CHANGED']));
    expect(names.length).toBeLessThan(12);
    for (const one of summary.foremost) expect(machines).toContainEqual(one);
    await expect(cloud.as(editor).machine.summary({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
