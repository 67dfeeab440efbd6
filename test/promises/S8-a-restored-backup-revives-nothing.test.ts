import { cpSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { MachineState, OpenCall } from '#main/services/ports.ts';
import { toFailure } from '#shared/contract/failure.ts';
import type { Failure } from '#shared/errors.ts';
import type { IntakeAnswer } from '#shared/models/offline.ts';
import { day, hour } from '#shared/models/time.ts';
import { freshFolder, heartbeat, introduction, openMachine } from '../support/machine.ts';
import { figure, report } from '../support/promise.ts';
import { forEachEngine } from '../support/store.ts';
import { fileOf, issueOne } from '../unit/cloud/licensing/offline.ts';
import { studio } from '../unit/cloud/licensing/studio.ts';

const rounds = figure(1, 20);
const activate = { purpose: 'activate', wanted: null, ...introduction } as const;

/** The real machine state and the real cloud, with files between them. */
async function roundTrip(engine: 'sqlite' | 'postgres') {
  const around = await studio(engine);
  const { cloud, organization, editor, manager } = around;
  const clock = { now: cloud.clock.now, monotonic: () => cloud.clock.time - 1_000_000, bootId: () => 'boot-1' };
  const folder = freshFolder();
  const open = () => openMachine({ folder, clock });
  const machine = await open();
  await machine.pin(cloud.parts.keys.trustRoot);
  const carry = (text: string, person = editor) => issueOne(cloud, person, organization, { text });
  await machine.applyCarried(fileOf(await carry((await machine.makeRequest(activate)).file.text)));
  const lease = machine.leases()[0]?.id ?? '';

  /** The state folder as it is now, to be put back later: everything in it, as a backup does. */
  function backUp() {
    const backup = freshFolder();
    cpSync(folder, backup, { recursive: true });
    return async (): Promise<MachineState> => {
      rmSync(folder, { recursive: true });
      cpSync(backup, folder, { recursive: true });
      return open();
    };
  }
  const evidence = async () => (await cloud.as(manager).machine.list({ organization })).machines[0]?.evidence.state;
  const seats = async () => (await cloud.as(manager).license.show({ license: around.license })).leases.length;
  return { ...around, machine, lease, carry, backUp, evidence, seats };
}

type Trip = Awaited<ReturnType<typeof roundTrip>>;

/** The refusal brings a signed license with it, in which the lease is not any more. */
async function barred(revived: MachineState, call: OpenCall, result: Promise<unknown>): Promise<string> {
  const error = await result.then(() => null, toFailure);
  const { file } = (error as Failure<'machine-cloned'>).details;
  await revived.applyAnswer(call, file ?? '');
  expect(revived.leases()).toEqual([]);
  return error?.code ?? 'no failure';
}
const verdictOf = ({ verdict }: IntakeAnswer) => (verdict.code === 'refused' ? verdict.failure.code : verdict.code);

/** What a revived machine may try next; what it comes to at its cloud. */
const contacts: Record<string, (trip: Trip, revived: MachineState) => Promise<string | null>> = {
  'a heartbeat': async ({ cloud }, revived) => {
    const call = await revived.openCall(heartbeat);
    return barred(revived, call, cloud.as().machine.heartbeat({ call: call.text }));
  },
  'going online': async ({ cloud, lease }, revived) => {
    const call = await revived.openCall({ ...heartbeat, purpose: 'go-online', lease });
    return barred(revived, call, cloud.as().lease.goOnline({ call: call.text }));
  },
  'a request by file': async ({ carry }, revived) =>
    verdictOf(await carry((await revived.makeRequest({ ...activate, purpose: 'renew' })).file.text)),
};

forEachEngine((engine) => {
  test.each(Object.entries(contacts))(
    `S8 restored after a return, then %s: refused, and the fork is on record`,
    async (what, contact) => {
      let refused = 0;
      for (let round = 0; round < rounds; round++) {
        const trip = await roundTrip(engine);
        const { machine, lease, carry, backUp, cloud } = trip;
        const restore = backUp();
        cloud.clock.time += 2 * day;
        const proof = await machine.giveBackByFile(lease);
        const receipt = await carry(proof.text);
        expect(verdictOf(receipt)).toBe('frees-seat');
        expect(await trip.seats()).toBe(0);
        expect(await trip.evidence()).not.toBe('two-with-one-key');

        // Nothing but the counter tells: the folder is as it was.
        const revived = await restore();
        expect(revived.leases()).toMatchObject([{ id: lease, standing: 'valid' }]);
        cloud.clock.time += hour;
        expect(await contact(trip, revived)).toBe('machine-cloned');
        expect(await trip.evidence()).toBe('two-with-one-key');
        expect(await trip.seats()).toBe(0);
        refused++;
      }
      report(`S8 (${engine}, ${what}): ${refused} of ${rounds} restored backups refused at the next contact`);
    },
    600_000,
  );

  test('S8 restored and given back once more: no second seat is freed, and the fork is on record', async () => {
    const trip = await roundTrip(engine);
    const { machine, lease, carry, backUp, cloud } = trip;
    const restore = backUp();
    await carry((await machine.giveBackByFile(lease)).text);
    const revived = await restore();
    cloud.clock.time += hour;
    expect(verdictOf(await carry((await revived.giveBackByFile(lease)).text))).toBe('returned-before');
    expect(await trip.evidence()).toBe('two-with-one-key');
  });

  test('S8 restored to a moment after the return: nothing is usable there', async () => {
    const { machine, lease, carry, backUp } = await roundTrip(engine);
    await machine.giveBackByFile(lease);
    const restore = backUp();
    await machine.makeRequest(activate);
    const revived = await restore();
    expect(revived.leases()).toEqual([]);
    expect(verdictOf(await carry((await revived.giveBackByFile(lease)).text))).toBe('frees-seat');
  });

  test('S8 an honest machine that nobody restored is never taken for a copy', async () => {
    const trip = await roundTrip(engine);
    const { machine, lease, carry, cloud } = trip;
    const proof = await machine.giveBackByFile(lease);
    const next = await machine.makeRequest(activate);
    // The files arrive in another order than they were made in, and twice.
    for (const { text } of [next.file, proof, next.file, proof]) await carry(text);
    cloud.clock.time += hour;
    const call = await machine.openCall(heartbeat);
    await machine.applyAnswer(call, (await cloud.as().machine.heartbeat({ call: call.text })).file);
    expect(await trip.evidence()).not.toBe('two-with-one-key');
    expect(machine.offline().returns).toMatchObject([{ lease }]);
  });
});
