import { expect, it } from 'vitest';
import { examineFile, type FileStanding, type MachineFile, takeFile } from '#cloud/operations/machine-standing.ts';
import { addIssuedFile } from '#cloud/store/queries/issued-file.ts';
import { open } from '#shared/files/open.ts';
import { hour } from '#shared/models/time.ts';
import type { CallingMachine } from '../../../support/calling-machine.ts';
import type { LicensingCloud } from '../../../support/licensing-cloud.ts';
import { noon, platform } from '../../../support/signed-files.ts';
import { forEachEngine } from '../../../support/store.ts';
import { beat, pick, studio } from '../licensing/studio.ts';

/** What is found in a request. */
function opened(cloud: LicensingCloud, machine: CallingMachine, text: string): MachineFile {
  const { cloudId, cloudName } = cloud.parts.keys;
  const context = { cloud: { id: cloudId, name: cloudName }, now: cloud.clock.now(), known: () => null };
  const opening = open(platform, 'license-request', text, context);
  if (!opening.accepted) throw new Error(opening.refusal.code);
  const { machine: introduction, counter, applied, purpose } = opening.payload;
  return {
    machine: machine.id,
    introduction,
    kind: 'license-request',
    counter,
    digest: opening.digest,
    applied,
    purpose,
  };
}

/** Takes a file as an intake does: what is refused is refused after the transaction. Answers its code, or null. */
async function take({ parts }: LicensingCloud, file: MachineFile): Promise<string | null> {
  const examined = codeOf(await examineFile(parts.store.db, file));
  const taken = codeOf(await parts.store.write((tx) => takeFile(parts, tx, file)));
  expect(examined).toBe(taken);
  return taken;
}
const codeOf = ({ refusal }: FileStanding) => refusal?.code ?? null;

/** Something else that a machine signed, about the license it has. */
const about = (
  machine: CallingMachine,
  kind: 'license-applied' | 'return-proof',
  change: Partial<MachineFile> = {},
) => {
  machine.disk.counter += 1;
  const { counter, applied } = machine.disk;
  const digest = `${counter}`.padStart(64, 'd');
  return { machine: machine.id, introduction: null, kind, counter, digest, applied, ...change } satisfies MachineFile;
};

forEachEngine((engine) => {
  it('F2: the first request makes a machine known, with its parts', async () => {
    const { cloud } = await studio(engine);
    const machine = cloud.machine('AIR-1');
    machine.hardware = { evidence: { cpu: 'a'.repeat(32) }, isVirtual: true };
    expect(await take(cloud, opened(cloud, machine, machine.request()))).toBeNull();
    const row = await cloud.store.db.selectFrom('machine').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      id: machine.id,
      name: 'AIR-1',
      counter: 1,
      sequence: 0,
      is_virtual: 1,
      is_ephemeral: 0,
    });
    expect(await cloud.store.db.selectFrom('machine_factor').selectAll().execute()).toEqual([
      { machine_id: machine.id, name: 'cpu', hash: 'a'.repeat(32) },
    ]);
    expect(await cloud.store.db.selectFrom('machine_file').select(['counter', 'kind']).execute()).toEqual([
      { counter: 1, kind: 'license-request' },
    ]);
  });

  it('F2: nobody knows a machine by its other files', async () => {
    const { cloud } = await studio(engine);
    for (const kind of ['license-applied', 'return-proof'] as const)
      expect(await take(cloud, about(cloud.machine(), kind))).toBe('call-refused');
    expect(await cloud.store.db.selectFrom('machine').select('id').execute()).toEqual([]);
  });

  it('F2: files come late, in any order and again', async () => {
    const { cloud } = await studio(engine);
    const machine = cloud.machine();
    const files = Array.from({ length: 5 }, () => opened(cloud, machine, machine.request()));
    for (const at of [4, 1, 1, 0, 3, 4, 2, 0]) expect(await take(cloud, files[at]!)).toBeNull();
    const { unseen, counter } = await cloud.store.db
      .selectFrom('machine')
      .select(['unseen', 'counter'])
      .executeTakeFirstOrThrow();
    expect({ unseen, counter }).toEqual({ unseen: '[]', counter: 5 });
    // Not even with calls in between.
    const late = opened(cloud, machine, machine.request());
    const call = machine.call({});
    await cloud.as().machine.heartbeat({ call });
    expect(await take(cloud, late)).toBeNull();
  });

  it('F2: two requests with one counter are two machines; that stays on record', async () => {
    const { cloud } = await studio(engine);
    const machine = cloud.machine();
    expect(await take(cloud, opened(cloud, machine, machine.request()))).toBeNull();
    const copy = machine.copy();
    expect(await take(cloud, opened(cloud, machine, machine.request()))).toBeNull();
    const of = opened(cloud, copy, copy.request());
    const { parts } = cloud;
    const refused = await parts.store.write((tx) => takeFile(parts, tx, of));
    expect(refused.refusal).toMatchObject({ code: 'machine-cloned' });
    expect(await take(cloud, opened(cloud, machine, machine.request()))).toBe('machine-cloned');
    await expect(beat(cloud, machine)).rejects.toMatchObject({ code: 'machine-cloned' });
    // Seats come back all the same.
    expect(await take(cloud, about(machine, 'return-proof'))).toBeNull();
  });

  it('F2: a call and a file with one counter are two machines as well', async () => {
    const { cloud, editor, license } = await studio(engine);
    const machine = cloud.machine();
    await pick(cloud, editor, machine, license);
    const copy = machine.copy();
    await beat(cloud, machine);
    const { parts } = cloud;
    const proof = about(copy, 'return-proof');
    expect((await parts.store.write((tx) => takeFile(parts, tx, proof))).refusal).toBeNull();
    await expect(beat(cloud, machine)).rejects.toMatchObject({ code: 'machine-cloned' });
  });

  it('F2: what is refused uses nothing up, and what fails afterwards is undone', async () => {
    const { cloud } = await studio(engine);
    const machine = cloud.machine();
    const { parts, store } = cloud;
    const file = opened(cloud, machine, machine.request());
    const failing = store.write(async (tx) => {
      await takeFile(parts, tx, file);
      throw new Error('no seat');
    });
    await expect(failing).rejects.toThrow('no seat');
    expect(await store.db.selectFrom('machine').select('id').execute()).toEqual([]);
    expect(await take(cloud, file)).toBeNull();
    await store.db.updateTable('machine').set({ barred_at: noon }).execute();
    const next = opened(cloud, machine, machine.request());
    expect(await take(cloud, next)).toBe('machine-barred');
    expect(await take(cloud, about(machine, 'return-proof'))).toBeNull();
    await store.db.updateTable('machine').set({ barred_at: null }).execute();
    expect(await take(cloud, next)).toBeNull();
  });

  it('F2: another computer asks in vain, unless for a repair', async () => {
    const { cloud } = await studio(engine);
    const machine = cloud.machine();
    const parts = (letter: string) =>
      Object.fromEntries(['os-machine-id', 'disk-serial', 'cpu'].map((name) => [name, letter.repeat(32)]));
    machine.hardware.evidence = parts('a');
    expect(await take(cloud, opened(cloud, machine, machine.request()))).toBeNull();
    machine.hardware.evidence = parts('b');
    const asked = opened(cloud, machine, machine.request());
    const { store } = cloud;
    const { refusal } = await store.write((tx) => takeFile(cloud.parts, tx, asked));
    expect(refusal).toMatchObject({ details: { factors: ['os-machine-id', 'disk-serial', 'cpu'] } });
    const marked = await store.db.selectFrom('machine').select(['changed_at', 'counter']).executeTakeFirstOrThrow();
    expect(marked).toEqual({ changed_at: noon, counter: 1 });
    expect(await take(cloud, opened(cloud, machine, machine.request({ purpose: 'repair' })))).toBeNull();
    expect(await take(cloud, asked)).toBeNull();
    expect(await take(cloud, opened(cloud, machine, machine.request()))).toBeNull();
  });

  it('F2: what was signed before something that has come says nothing of the hardware of today', async () => {
    const { cloud } = await studio(engine);
    const machine = cloud.machine();
    const made = (letter: string) =>
      Object.fromEntries(['os-machine-id', 'disk-serial', 'cpu'].map((name) => [name, letter.repeat(32)]));
    const row = () => cloud.store.db.selectFrom('machine').select(['evidence', 'changed_at']).executeTakeFirstOrThrow();
    machine.hardware.evidence = made('a');
    const first = opened(cloud, machine, machine.request());
    const late = opened(cloud, machine, machine.request());
    expect(await take(cloud, first)).toBeNull();
    // Another disk, taken over; the late request still shows the one before.
    machine.hardware.evidence = { ...made('a'), 'disk-serial': 'b'.repeat(32) };
    expect(await take(cloud, opened(cloud, machine, machine.request()))).toBeNull();
    expect(await take(cloud, late)).toBeNull();
    expect(JSON.parse((await row()).evidence)).toEqual(machine.hardware.evidence);
    // Another computer: an old file neither heals that, nor gets past it.
    const second = opened(cloud, machine, machine.request());
    machine.hardware.evidence = made('c');
    const { parts, store } = cloud;
    await store.write((tx) => takeFile(parts, tx, opened(cloud, machine, machine.request())));
    await take(cloud, about(machine, 'return-proof'));
    for (const old of [first, late, second]) expect(await take(cloud, old)).toBe('machine-changed');
    expect((await row()).changed_at).toBe(noon);
    expect(await take(cloud, opened(cloud, machine, machine.request({ purpose: 'repair' })))).toBeNull();
    expect(await row()).toEqual({ evidence: JSON.stringify(made('c')), changed_at: null });
  });

  it('F2: a word of the machine confirms what was carried to it', async () => {
    const { cloud, organization, editor, license } = await studio(engine);
    const machine = cloud.machine();
    const [lease] = (await pick(cloud, editor, machine, license)).leases;
    const { db } = cloud.store;
    const carried = (sequence: number) =>
      addIssuedFile(db, {
        id: `F-${sequence}`,
        request_id: null,
        request_digest: null,
        machine_id: machine.id,
        organization_id: organization,
        lease_id: lease?.id ?? '',
        lease_ends_at: noon + hour,
        sequence,
        answer: '',
        issued_at: noon,
        issued_by: null,
        import_by: noon + hour,
      });
    const confirmed = async () =>
      (await db.selectFrom('issued_file').select('confirmed_at').orderBy('sequence').execute()).map(
        (row) => row.confirmed_at,
      );
    for (const sequence of [2, 3, 4]) await carried(sequence);
    cloud.clock.time += hour;
    const digest = '0'.repeat(64);
    expect(await take(cloud, about(machine, 'license-applied', { applied: { sequence: 2, digest } }))).toBeNull();
    expect(await confirmed()).toEqual([noon + hour, null, null]);
    cloud.clock.time += hour;
    await cloud.as().machine.heartbeat({ call: machine.call({ applied: { sequence: 3, digest } }) });
    expect(await confirmed()).toEqual([noon + hour, noon + 2 * hour, null]);
    expect(await take(cloud, about(machine, 'license-applied', { applied: { sequence: 4, digest } }))).toBeNull();
    expect(await confirmed()).toEqual([noon + hour, noon + 2 * hour, noon + 2 * hour]);
  });
});
