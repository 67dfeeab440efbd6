import { expect, it } from 'vitest';
import { machinePage } from '#cloud/store/queries/machine-views.ts';
import { MachineView } from '#shared/models/machine-view.ts';
import { day, hour } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from '../licensing/studio.ts';

const hash = (letter: string) => letter.repeat(32);
const hardware = { 'os-machine-id': hash('a'), 'disk-serial': hash('a'), 'system-uuid': hash('a'), cpu: hash('a') };

forEachEngine((engine) => {
  it('L8: shows machines by name, with leases, person, mode, and who may free them', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 3);
    const machine = cloud.machine('RENDER-03');
    machine.hardware.evidence = hardware;
    const [lease] = (await pick(cloud, editor, machine, license)).leases;
    await pick(cloud, manager, cloud.machine('CTRL-A'), license);
    cloud.clock.time += hour;
    await beat(cloud, machine);
    const { machines: views } = await cloud.as(manager).machine.list({ organization });
    expect(views).toMatchObject([
      { name: 'CTRL-A', evidence: { state: 'none' }, lastSeenAt: noon, leases: [{ isMine: true, releasable: 'own' }] },
      {
        id: machine.id,
        name: 'RENDER-03',
        platform: 'linux',
        appVersion: '0.1.0',
        isEphemeral: false,
        lastSeenAt: noon + hour,
        evidence: { state: 'matches' },
        barredAt: null,
        leases: [
          {
            id: lease?.id,
            license,
            licenseName: 'Graphics XR',
            licenseEndsAt: null,
            person: { name: 'Jo' },
            mode: 'online',
            leaseEndsAt: noon + 25 * hour,
            isMine: false,
            releasable: 'force',
            acknowledgement: null,
          },
        ],
      },
    ]);
    for (const view of views) MachineView.parse(view);
    await expect(cloud.as(editor).machine.list({ organization })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('L8: an organization sees its own leases only', async () => {
    const { cloud, organization, manager, license } = await studio(engine, 2);
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    const other = await cloud.addPerson('Liv', { [fjord]: 'owner' });
    const foreign = await cloud.addLicense(fjord, { edition: 'cg' });
    const machine = cloud.machine('SHARED');
    await pick(cloud, manager, machine, license);
    await pick(cloud, other, machine, foreign);
    await pick(cloud, other, cloud.machine('THEIRS'), await cloud.addLicense(fjord));
    const names = async (person: { id: string }, of: string) =>
      (await cloud.as(person).machine.list({ organization: of })).machines.map(({ name, leases }) => [
        name,
        leases.length,
      ]);
    expect(await names(manager, organization)).toEqual([['SHARED', 1]]);
    expect(await names(other, fjord)).toEqual([
      ['SHARED', 1],
      ['THEIRS', 1],
    ]);
    await expect(cloud.as(manager).machine.list({ organization: fjord })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('L8: a machine is shown for a month after its last lease, without one', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 2);
    const [gone, given] = [cloud.machine('GONE'), cloud.machine('GIVEN-BACK')];
    await pick(cloud, editor, gone, license);
    const [lease] = (await pick(cloud, editor, given, license)).leases;
    await cloud.as().lease.giveBack({ call: given.call({ purpose: 'return', lease: lease?.id ?? '' }) });
    const shown = async () =>
      (await cloud.as(manager).machine.list({ organization })).machines.map(({ name, leases }) => [
        name,
        leases.length,
      ]);
    expect(await shown()).toEqual([
      ['GIVEN-BACK', 0],
      ['GONE', 1],
    ]);
    cloud.clock.time = noon + 30 * day;
    expect(await shown()).toEqual([['GONE', 0]]);
    cloud.clock.time = noon + 31 * day;
    expect(await shown()).toEqual([]);
  });

  it('L8: says how the hardware stands, the worst first', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 4);
    const [machine, second] = [cloud.machine('A'), cloud.machine('B')];
    machine.hardware.evidence = hardware;
    second.hardware.evidence = hardware;
    await pick(cloud, editor, machine, license);
    cloud.clock.time += hour;
    await pick(cloud, editor, second, license);
    const states = async () =>
      (await cloud.as(manager).machine.list({ organization })).machines.map(({ evidence }) => evidence);
    expect(await states()).toEqual([
      { state: 'shared-hardware', others: ['B'], at: noon + hour },
      { state: 'shared-hardware', others: ['A'], at: noon + hour },
    ]);
    // Nothing is refused for that.
    await beat(cloud, second);
    machine.hardware.evidence = { ...hardware, 'os-machine-id': hash('b'), 'disk-serial': hash('b') };
    await expect(beat(cloud, machine)).rejects.toMatchObject({ code: 'machine-changed' });
    const changed = { state: 'changed', factors: ['os-machine-id', 'disk-serial'], at: noon + hour };
    expect((await states())[0]).toEqual(changed);
    machine.hardware.evidence = hardware;
    const copy = machine.copy();
    await beat(cloud, machine);
    await expect(beat(cloud, copy)).rejects.toMatchObject({ code: 'machine-cloned' });
    expect((await states())[0]).toEqual({ state: 'two-with-one-key', at: noon + hour });
    // A machine that was not heard of for a day is the one before.
    cloud.clock.time += 25 * hour;
    await beat(cloud, second);
    expect((await states())[1]).toEqual({ state: 'matches' });
  });

  it('L8: machines of another organization are not named, whatever hardware they run on', async () => {
    const { cloud, organization, manager, license } = await studio(engine, 2);
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    const other = await cloud.addPerson('Liv', { [fjord]: 'owner' });
    const [ours, theirs] = [cloud.machine('OURS'), cloud.machine('THEIRS')];
    ours.hardware.evidence = hardware;
    theirs.hardware.evidence = hardware;
    await pick(cloud, manager, ours, license);
    await pick(cloud, other, theirs, await cloud.addLicense(fjord));
    expect((await cloud.as(manager).machine.list({ organization })).machines).toMatchObject([
      { evidence: { state: 'matches' } },
    ]);
  });

  it('L8: says whether an offline license has arrived', async () => {
    const { cloud, organization, manager, editor, license } = await studio(engine, 2);
    const machine = cloud.machine('AIR-1');
    const [lease] = (await pick(cloud, editor, machine, license)).leases;
    await cloud.store.db
      .updateTable('lease')
      .set({ mode: 'offline', ends_at: noon + 30 * day })
      .execute();
    const file = (sequence: number, confirmed_at: number | null) => ({
      id: `F-${sequence}`,
      request_id: null,
      request_digest: null,
      machine_id: machine.id,
      organization_id: organization,
      lease_id: lease?.id ?? '',
      lease_ends_at: noon + 30 * day,
      sequence,
      answer: '',
      issued_at: noon,
      issued_by: null,
      import_by: noon + 7 * day,
      confirmed_at,
    });
    const state = async () => {
      const [view] = (await cloud.as(manager).machine.list({ organization })).machines;
      return view?.leases.map(({ acknowledgement, releasable }) => [acknowledgement, releasable]);
    };
    expect(await state()).toEqual([[null, 'no']]);
    await cloud.store.db.insertInto('issued_file').values(file(2, noon)).execute();
    expect(await state()).toEqual([['confirmed', 'no']]);
    await cloud.store.db.insertInto('issued_file').values(file(3, null)).execute();
    expect(await state()).toEqual([['issued', 'no']]);
    cloud.clock.time += 8 * day;
    expect(await state()).toEqual([['overdue', 'no']]);
  });

  /** The same processor, and a disk of its own. */
  const evidenceText = (at: number) => JSON.stringify({ 'disk-serial': `${at}`.padStart(32, '0'), cpu: hash('a') });

  it('L8: lists 2 000 machines in a fixed number of queries', async () => {
    const { cloud, organization, manager, license } = await studio(engine, 2_001);
    const machine = cloud.machine('FIRST');
    machine.hardware.evidence = hardware;
    const [lease] = (await pick(cloud, manager, machine, license)).leases;
    const { db } = cloud.store;
    const [row, seat] = [
      await db.selectFrom('machine').selectAll().executeTakeFirstOrThrow(),
      await db.selectFrom('lease').selectAll().executeTakeFirstOrThrow(),
    ];
    let queries = 0;
    const counted = db.withPlugin({
      transformQuery({ node }) {
        queries += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const seen = { organization, me: { id: manager.id, role: 'manager' }, now: noon } as const;
    const listed = async () => (await machinePage(counted, seen, { limit: 3_000 })).machines;
    expect(await listed()).toHaveLength(1);
    const forOne = queries;
    const many = Array.from({ length: 2_000 }, (_, at) => at);
    for (let from = 0; from < many.length; from += 500) {
      const some = many.slice(from, from + 500);
      await db
        .insertInto('machine')
        .values(some.map((at) => ({ ...row, id: `M-${at}`, name: `M-${at}`, evidence: evidenceText(at) })))
        .execute();
      await db
        .insertInto('lease')
        .values(some.map((at) => ({ ...seat, id: `${lease?.id}-${at}`, machine_id: `M-${at}`, seat: at + 2 })))
        .execute();
      await db
        .insertInto('machine_factor')
        .values(some.map((at) => ({ machine_id: `M-${at}`, name: 'cpu', hash: hash('a') })))
        .execute();
    }
    const started = performance.now();
    const views = await listed();
    console.log(`${engine}: 2 001 machines in ${(performance.now() - started).toFixed(0)} ms and ${forOne} queries`);
    expect(views).toHaveLength(2_001);
    expect(queries).toBe(2 * forOne);
  });
});
