import { expect, it } from 'vitest';
import { toFailure } from '#shared/contract/failure.ts';
import type { Failure } from '#shared/errors.ts';
import { hour, minute } from '#shared/models/time.ts';
import { noon } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from '../licensing/studio.ts';

const cloned = { code: 'machine-cloned' };

forEachEngine((engine) => {
  it('a second machine with the same key is found when it calls, and both are refused until somebody says which is which', async () => {
    const { cloud, editor, license } = await studio(engine);
    const original = cloud.machine();
    await pick(cloud, editor, original, license);
    const copy = original.copy();
    await beat(cloud, original);
    await expect(beat(cloud, copy)).rejects.toMatchObject(cloned);
    await expect(beat(cloud, original)).rejects.toMatchObject(cloned);
    await expect(pick(cloud, editor, original, license)).rejects.toMatchObject(cloned);
    const row = await cloud.store.db.selectFrom('machine').select(['cloned_at', 'counter']).executeTakeFirstOrThrow();
    expect(row).toEqual({ cloned_at: noon, counter: 2 });
  });

  it('the copy is found as well when it comes with a seat to take', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const other = await cloud.addLicense(organization, { edition: 'cg' });
    const original = cloud.machine();
    await pick(cloud, editor, original, license);
    const copy = original.copy();
    await beat(cloud, original);
    await expect(pick(cloud, editor, copy, other)).rejects.toMatchObject(cloned);
    expect((await cloud.as(editor).license.show({ license: other })).leases).toEqual([]);
    await expect(beat(cloud, original)).rejects.toMatchObject(cloned);
  });

  it('also one that has tried for so long without a network that its counter is ahead', async () => {
    const { cloud, editor, license } = await studio(engine);
    const original = cloud.machine();
    await pick(cloud, editor, original, license);
    const copy = original.copy();
    await beat(cloud, original);
    await beat(cloud, original);
    for (let attempt = 0; attempt < 20; attempt++) copy.call({});
    await expect(beat(cloud, copy)).rejects.toMatchObject(cloned);
  });

  it('and one whose license is another than was signed', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const { sequence } = await pick(cloud, editor, machine, license);
    const call = machine.call({ applied: { sequence, digest: '0'.repeat(64) } });
    await expect(cloud.as().machine.heartbeat({ call })).rejects.toMatchObject(cloned);
  });

  it('a machine that is ahead of a cloud restored from a backup is no copy, and is told something newer', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    const backup = await cloud.store.db.selectFrom('machine').selectAll().executeTakeFirstOrThrow();
    for (let hours = 0; hours < 3; hours++) await beat(cloud, machine);
    const before = machine.held?.sequence ?? 0;
    await cloud.store.db.updateTable('machine').set(backup).execute();
    expect((await beat(cloud, machine)).sequence).toBe(before + 1);
    expect((await beat(cloud, machine)).leases).toHaveLength(1);
  });

  it('a lease that came back with a backup is over with the refusal: what is left is signed, and ends when it did', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const other = await cloud.addLicense(organization, { edition: 'cg' });
    const machine = cloud.machine();
    const [first] = (await pick(cloud, editor, machine, license)).leases;
    const [second] = (await pick(cloud, editor, machine, other)).leases.filter(({ id }) => id !== first?.id);
    const backup = machine.copy();
    const back = machine.call({ purpose: 'return', lease: first?.id ?? '' });
    machine.apply((await cloud.as().lease.giveBack({ call: back })).file);
    cloud.clock.time += hour;
    const failure = await cloud
      .as()
      .machine.heartbeat({ call: backup.call({}) })
      .catch((error: unknown) => toFailure(error));
    const { file } = (failure as Failure<'machine-cloned'>).details;
    expect(backup.apply(file ?? '').leases).toMatchObject([{ id: second?.id, leaseEndsAt: second?.leaseEndsAt }]);
  });

  it('leases end by themselves meanwhile, and may be given back', async () => {
    const { cloud, editor, license } = await studio(engine, 2);
    const original = cloud.machine();
    const [lease] = (await pick(cloud, editor, original, license)).leases;
    const other = await cloud.addLicense((await cloud.as(editor).organization.list({}))[0]?.id ?? '', {
      edition: 'cg',
    });
    const [second] = (await pick(cloud, editor, original, other)).leases.filter(({ id }) => id !== lease?.id);
    const copy = original.copy();
    await beat(cloud, original);
    await expect(beat(cloud, copy)).rejects.toMatchObject(cloned);
    cloud.clock.time += hour;
    const call = original.call({ purpose: 'return', lease: lease?.id ?? '' });
    const told = original.apply((await cloud.as().lease.giveBack({ call })).file);
    expect(told.leases).toMatchObject([{ id: second?.id, leaseEndsAt: noon + 24 * hour }]);
    expect((await cloud.as(editor).license.show({ license })).leases).toEqual([]);
  });

  it('the person of a lease claims the original; the copy is known from then on and does no more harm', async () => {
    const { cloud, editor, license } = await studio(engine);
    const original = cloud.machine();
    const [lease] = (await pick(cloud, editor, original, license)).leases;
    const copy = original.copy();
    await beat(cloud, original);
    await expect(beat(cloud, copy)).rejects.toMatchObject(cloned);

    original.disk.counter = cloud.clock.now();
    const { file } = await cloud.as(editor).machine.claim({ call: original.call({ purpose: 'claim' }) });
    expect(original.apply(file).leases).toMatchObject([{ id: lease?.id }]);
    await beat(cloud, original);
    for (let attempt = 0; attempt < 3; attempt++) await expect(beat(cloud, copy)).rejects.toMatchObject(cloned);
    expect((await beat(cloud, original)).leases).toHaveLength(1);
    const deeds = await cloud.store.db.selectFrom('audit').select(['actor', 'action', 'subject']).execute();
    expect(deeds).toContainEqual({ actor: 'Jo', action: 'machine.claim', subject: original.id });
  });

  it('a claim works also where its answer was lost, and where the copy had gone further', async () => {
    const { cloud, manager, editor, license } = await studio(engine);
    const original = cloud.machine();
    await pick(cloud, editor, original, license);
    const copy = original.copy();
    for (let step = 0; step < 3; step++) await beat(cloud, copy);
    await expect(beat(cloud, original)).rejects.toMatchObject(cloned);
    original.disk.counter = cloud.clock.now();
    await cloud.as(manager).machine.claim({ call: original.call({ purpose: 'claim' }) });
    expect((await beat(cloud, original)).leases).toHaveLength(1);
  });

  it('a claim has to leap, and is for people who have to do with the machine', async () => {
    const { cloud, organization, manager, editor, member, license } = await studio(engine);
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    const stranger = await cloud.addPerson('Stranger', { [fjord]: 'owner' });
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    const claim = (person: { id: string }, of = machine) =>
      cloud
        .as(person)
        .machine.claim({ call: of.call({ purpose: 'claim' }) })
        .catch((error: unknown) => error);
    const unknown = await claim(manager, cloud.machine('NEVER-SEEN'));
    expect(unknown).toMatchObject({ code: 'call-refused', details: { why: 'unknown-machine' } });
    expect(await claim(stranger)).toEqual(unknown);
    expect(await claim(member)).toMatchObject({ code: 'not-allowed', details: { needs: 'machine.manage' } });
    expect(await claim(editor)).toHaveProperty('file');
    machine.disk.counter = 0;
    expect(await claim(manager)).toMatchObject({ code: 'call-refused', details: { why: 'replayed' } });
    expect(organization).not.toBe(fjord);
  });

  it('late and repeated calls of one machine are no copies', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    const heartbeat = (call: string) =>
      cloud
        .as()
        .machine.heartbeat({ call })
        .catch((error: unknown) => error);
    const [late, first, second] = [machine.call({}), machine.call({}), machine.call({})];
    await heartbeat(first);
    await heartbeat(second);
    const replayed = { code: 'call-refused', details: { why: 'replayed' } };
    expect(await heartbeat(late)).toMatchObject(replayed);
    expect(await heartbeat(first)).toMatchObject(replayed);
    cloud.clock.time += 10 * minute;
    for (let step = 0; step < 9; step++) await heartbeat(machine.call({}));
    expect(await heartbeat(first)).toMatchObject(replayed);
    expect(await heartbeat(machine.call({}))).toHaveProperty('file');
  });

  it('counters with gaps without end, and leaps of any size, are counters', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    for (let gap = 0; gap < 70; gap++) {
      machine.call({});
      await beat(cloud, machine);
    }
    const kept = async () =>
      JSON.parse((await cloud.store.db.selectFrom('machine').select('unseen').executeTakeFirstOrThrow()).unseen);
    expect(await kept()).toHaveLength(64);
    for (const leap of [cloud.clock.now(), Number.MAX_SAFE_INTEGER - 1]) {
      machine.disk.counter = leap;
      expect((await beat(cloud, machine)).leases).toHaveLength(1);
    }
    expect((await kept()).at(-1)).toEqual([noon + 2, Number.MAX_SAFE_INTEGER - 1]);
  });

  it('a machine that says it is far ahead of everything harms nobody but itself', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    const applied = { sequence: Number.MAX_SAFE_INTEGER, digest: '0'.repeat(64) };
    await cloud.as().machine.heartbeat({ call: machine.call({ applied }) });
    const { sequence } = await cloud.store.db.selectFrom('machine').select('sequence').executeTakeFirstOrThrow();
    expect(sequence).toBe(1_000_002);
    // Once it tells the truth again it looks like the older of two; a claim mends that.
    await expect(beat(cloud, machine)).rejects.toMatchObject(cloned);
    machine.disk.counter = cloud.clock.now();
    machine.apply((await cloud.as(editor).machine.claim({ call: machine.call({ purpose: 'claim' }) })).file);
    expect((await beat(cloud, machine)).leases).toHaveLength(1);
  });

  it('many at once: a copy among a fleet is found without holding up the others', async () => {
    const { cloud, editor, license } = await studio(engine, 12);
    const fleet = Array.from({ length: 12 }, (_, at) => cloud.machine(`M-${at}`));
    for (const machine of fleet) await pick(cloud, editor, machine, license);
    const copies = fleet.slice(0, 3).map((machine) => machine.copy());
    for (const machine of fleet) await beat(cloud, machine);
    const callers = [...copies, ...fleet.slice(3)];
    const answers = await Promise.allSettled(callers.map((machine) => beat(cloud, machine)));
    expect(answers.map(({ status }) => status === 'fulfilled')).toEqual(callers.map((_, at) => at >= 3));
    const marked = await cloud.store.db.selectFrom('machine').select('id').where('cloned_at', 'is not', null).execute();
    expect(marked.map(({ id }) => id).toSorted()).toEqual(copies.map(({ id }) => id).toSorted());
  });
});
