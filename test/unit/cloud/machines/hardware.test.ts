import { expect, it } from 'vitest';
import { makeEnvelope } from '#shared/files/envelope.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import type { MachineCallPayload } from '#shared/files/machine-call.ts';
import type { EvidenceHashes } from '#shared/files/machine-introduction.ts';
import { hour } from '#shared/models/time.ts';
import type { CallingMachine } from '../../../support/calling-machine.ts';
import { noon, platform } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from '../licensing/studio.ts';

const hash = (letter: string) => letter.repeat(32);
const hardware: EvidenceHashes = {
  'os-machine-id': hash('a'),
  'system-uuid': hash('a'),
  'disk-serial': hash('a'),
  cpu: hash('a'),
  'network-address': hash('a'),
};
const rebuilt = { ...hardware, 'os-machine-id': hash('b'), 'system-uuid': hash('b'), 'disk-serial': hash('b') };
const changed = {
  code: 'machine-changed',
  details: { factors: ['os-machine-id', 'system-uuid', 'disk-serial'] },
};

/** A machine with a lease and parts. */
async function equipped(...parameters: Parameters<typeof studio>) {
  const made = await studio(...parameters);
  const machine = made.cloud.machine('RENDER-03');
  machine.hardware.evidence = hardware;
  const [lease] = (await pick(made.cloud, made.editor, machine, made.license)).leases;
  const row = () =>
    made.cloud.store.db.selectFrom('machine').selectAll().where('id', '=', machine.id).executeTakeFirstOrThrow();
  const factors = () =>
    made.cloud.store.db
      .selectFrom('machine_factor')
      .select(['name', 'hash'])
      .where('machine_id', '=', machine.id)
      .orderBy('name')
      .execute();
  return { ...made, machine, lease: lease?.id ?? '', row, factors };
}

/** A call as only a machine that lies can sign it. */
function makeHuge({ call, signer }: CallingMachine): { call: string } {
  const honest = JSON.parse(Buffer.from(JSON.parse(call({})).payload, 'base64').toString()) as MachineCallPayload;
  const evidence = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`x${at}`, hash('f')]));
  const lie = { ...honest, machine: { ...honest.machine, evidence } };
  return { call: makeEnvelope(platform, payloadTypeOf('machine-call'), lie, [signer]) };
}

forEachEngine((engine) => {
  it('a few new parts are taken over, one after the other', async () => {
    const { cloud, machine, row, factors } = await equipped(engine);
    const replacements: EvidenceHashes[] = [
      { 'disk-serial': hash('b') },
      { 'network-address': hash('b') },
      { cpu: hash('b') },
      { 'tpm-key': hash('c') },
      { 'system-uuid': hash('b') },
    ];
    for (const part of replacements) {
      machine.hardware.evidence = { ...machine.hardware.evidence, ...part };
      await beat(cloud, machine);
      expect(JSON.parse((await row()).evidence)).toEqual(machine.hardware.evidence);
    }
    expect(Object.fromEntries((await factors()).map(({ name, hash: value }) => [name, value]))).toEqual(
      machine.hardware.evidence,
    );
    expect(await row()).toMatchObject({ changed_at: null, changed_factors: null });
  });

  it('a part that cannot be read for a while changes nothing', async () => {
    const { cloud, machine, row } = await equipped(engine);
    machine.hardware.evidence = {};
    expect((await beat(cloud, machine)).leases).toHaveLength(1);
    expect(JSON.parse((await row()).evidence)).toEqual(hardware);
  });

  it('another computer is refused by name of its parts; what it held ends by itself', async () => {
    const { cloud, editor, license, machine, lease, row } = await equipped(engine);
    machine.hardware.evidence = rebuilt;
    cloud.clock.time += hour;
    await expect(beat(cloud, machine)).rejects.toMatchObject(changed);
    await expect(pick(cloud, editor, machine, license)).rejects.toMatchObject(changed);
    expect(await row()).toMatchObject({ changed_at: noon + hour, counter: 1 });
    cloud.clock.time += hour;
    await expect(beat(cloud, machine)).rejects.toMatchObject(changed);
    expect((await row()).changed_at).toBe(noon + hour);
    const [seat] = (await cloud.as(editor).license.show({ license })).leases;
    expect(seat?.leaseEndsAt).toBe(noon + 24 * hour);
    const back = await cloud.as().lease.giveBack({ call: machine.call({ purpose: 'return', lease }) });
    expect(machine.apply(back.file).leases).toEqual([]);
  });

  it('the old parts back in heal it', async () => {
    const { cloud, machine, row } = await equipped(engine);
    machine.hardware.evidence = rebuilt;
    await expect(beat(cloud, machine)).rejects.toMatchObject(changed);
    machine.hardware.evidence = hardware;
    expect((await beat(cloud, machine)).leases).toHaveLength(1);
    expect(await row()).toMatchObject({ changed_at: null, changed_factors: null, changed_to: null });
  });

  it('its person, or a Manager, says that it is the same one; others may not', async () => {
    const { cloud, manager, editor, member, machine, row, factors } = await equipped(engine);
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    const stranger = await cloud.addPerson('Stranger', { [fjord]: 'owner' });
    const repair = (person: { id: string }) =>
      cloud.as(person).machine.repair({ call: machine.call({ purpose: 'repair' }) });
    machine.hardware.evidence = rebuilt;
    await expect(beat(cloud, machine)).rejects.toMatchObject(changed);
    await expect(repair(member)).rejects.toMatchObject({ code: 'not-allowed', details: { needs: 'machine.manage' } });
    await expect(repair(stranger)).rejects.toMatchObject({ details: { why: 'unknown-machine' } });
    expect(machine.apply((await repair(editor)).file).leases).toHaveLength(1);
    expect(JSON.parse((await row()).evidence)).toEqual(rebuilt);
    expect(await factors()).toContainEqual({ name: 'disk-serial', hash: hash('b') });

    machine.hardware.evidence = hardware;
    await expect(beat(cloud, machine)).rejects.toMatchObject(changed);
    expect(machine.apply((await repair(manager)).file).leases).toHaveLength(1);
    const deeds = await cloud.store.db.selectFrom('audit').select(['actor', 'action']).execute();
    expect(deeds.filter(({ action }) => action === 'machine.repair').map(({ actor }) => actor)).toEqual(
      expect.arrayContaining(['Jo', 'Ingrid']),
    );
  });

  it('a Manager accepts the hardware from elsewhere: what was seen, and nothing else', async () => {
    const { cloud, organization, manager, editor, machine, row } = await equipped(engine);
    const accept = (person: { id: string }, id = machine.id, at = organization) =>
      cloud.as(person).machine.acceptHardware({ organization: at, machine: id });
    expect(await accept(manager)).toEqual({});
    machine.hardware = { evidence: rebuilt, isVirtual: true };
    await expect(beat(cloud, machine)).rejects.toMatchObject(changed);
    await expect(accept(editor)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(accept(manager, 'unknown')).rejects.toMatchObject({ code: 'not-found' });
    expect(await accept(manager)).toEqual({});
    expect(await row()).toMatchObject({ is_virtual: 1, changed_at: null });
    expect((await beat(cloud, machine)).leases).toHaveLength(1);
    machine.hardware.evidence = { ...hardware, 'os-machine-id': hash('c') };
    await expect(beat(cloud, machine)).rejects.toMatchObject({ code: 'machine-changed' });
    const deeds = await cloud.store.db.selectFrom('audit').select(['action', 'details']).execute();
    const accepted = deeds.filter(({ action }) => action === 'machine.acceptHardware');
    expect(accepted).toHaveLength(1);
    expect(JSON.parse(accepted[0]?.details ?? '')).toMatchObject({ machineName: 'RENDER-03', ...changed.details });
  });

  it('a machine is known only to organizations that have to do with it', async () => {
    const { cloud, machine } = await equipped(engine);
    const fjord = await cloud.addOrganization('Fjord Broadcast');
    const stranger = await cloud.addPerson('Stranger', { [fjord]: 'owner' });
    machine.hardware.evidence = rebuilt;
    await expect(beat(cloud, machine)).rejects.toMatchObject(changed);
    const accept = (id: string) =>
      cloud
        .as(stranger)
        .machine.acceptHardware({ organization: fjord, machine: id })
        .catch((error: unknown) => error);
    expect(await accept(machine.id)).toEqual(await accept('nobody-ever-had-it'));
    await expect(beat(cloud, machine)).rejects.toMatchObject(changed);
  });

  it('a virtual machine is tied to its UUID', async () => {
    const { cloud, editor, organization } = await studio(engine);
    const license = await cloud.addLicense(organization);
    const machine = cloud.machine('VM-1');
    machine.hardware = { evidence: hardware, isVirtual: true };
    await pick(cloud, editor, machine, license);
    // Whatever it says of itself later.
    machine.hardware = { evidence: { ...hardware, 'system-uuid': hash('b') }, isVirtual: false };
    await expect(beat(cloud, machine)).rejects.toMatchObject({ details: { factors: ['system-uuid'] } });
  });

  it('what four other machines have as well says nothing', async () => {
    const { cloud, editor, license, machine } = await equipped(engine, 9);
    const cloneParts = { 'os-machine-id': hash('a'), 'disk-serial': hash('a'), cpu: hash('a') };
    for (let at = 0; at < 4; at++) {
      const other = cloud.machine(`SAME-${at}`);
      other.hardware.evidence = cloneParts;
      await pick(cloud, editor, other, license);
    }
    // Of what is left (UUID and network address, 3 and 2) the UUID has changed.
    machine.hardware.evidence = { ...hardware, 'system-uuid': hash('b') };
    await expect(beat(cloud, machine)).rejects.toMatchObject({ details: { factors: ['system-uuid'] } });
    // Where all facts are worthless nothing is left to compare.
    const other = cloud.machine('SAME-4');
    other.hardware.evidence = cloneParts;
    await pick(cloud, editor, other, license);
    other.hardware.evidence = { 'os-machine-id': hash('d'), 'disk-serial': hash('d'), cpu: hash('d') };
    expect((await beat(cloud, other)).leases).toHaveLength(1);
  });

  it('names that nobody knows do no harm, and too many of them are no call', async () => {
    const { cloud, machine, row, factors } = await equipped(engine);
    machine.hardware.evidence = { ...hardware, constructor: hash('f'), 'a fact of a later version': hash('f') };
    expect((await beat(cloud, machine)).leases).toHaveLength(1);
    expect(JSON.parse((await row()).evidence)).toEqual(hardware);
    expect(await factors()).toHaveLength(5);
    const { call } = makeHuge(machine);
    await expect(cloud.as().machine.heartbeat({ call })).rejects.toMatchObject({ details: { why: 'unreadable' } });
  });

  it('a fleet that changes at once is judged together; each gets its own answer', async () => {
    const { cloud, editor, license } = await studio(engine, 20);
    const fleet = Array.from({ length: 20 }, (_, at) => cloud.machine(`M-${at}`));
    const own = (at: number, letter: string) =>
      Object.fromEntries(Object.keys(hardware).map((name) => [name, `${letter}${at}`.padEnd(32, '0')]));
    for (const [at, machine] of fleet.entries()) {
      machine.hardware.evidence = own(at, 'a');
      await pick(cloud, editor, machine, license);
    }
    for (const [at, machine] of fleet.entries())
      machine.hardware.evidence = at % 2 ? own(at, 'b') : { ...own(at, 'a'), cpu: hash('c') };
    const answers = await Promise.allSettled(fleet.map((machine) => beat(cloud, machine)));
    expect(answers.map(({ status }) => status)).toEqual(fleet.map((_, at) => (at % 2 ? 'rejected' : 'fulfilled')));
    const marked = await cloud.store.db
      .selectFrom('machine')
      .select('name')
      .where('changed_at', 'is not', null)
      .execute();
    expect(marked).toHaveLength(10);
  });
});
