import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '#shared/errors.ts';
import type { EvidenceHashes } from '#shared/files/machine-introduction.ts';
import { minute } from '#shared/models/time.ts';
import type { CallingMachine } from '../support/calling-machine.ts';
import { figure, report } from '../support/promise.ts';
import { forEachEngine } from '../support/store.ts';
import { studio } from '../unit/cloud/licensing/studio.ts';

const interleavings = figure(25, 2_000);
const histories = figure(25, 2_000);
const stepsEach = 10;

type Studio = Awaited<ReturnType<typeof studio>>;

/** What came of one contact: `good`, or what stood against it. */
type Contact = string;

const facts = ['os-machine-id', 'system-uuid', 'disk-serial', 'cpu', 'network-address', 'tpm-key'];
/** No two machines have parts in common. */
const partsOf = (machine: CallingMachine): EvidenceHashes =>
  Object.fromEntries(facts.map((name) => [name, `${machine.id}${machine.id}`]));

const codeOf = (error: unknown): Contact => {
  if (error instanceof Failure) return error.code;
  throw error;
};

/** A machine with a lease, of an organization with people. */
async function newcomer({ cloud, organization, editor }: Studio) {
  const license = await cloud.addLicense(organization, { seats: 3 });
  const machine = cloud.machine('RENDER-03');
  machine.hardware.evidence = partsOf(machine);
  const contact = contactsWith({ cloud, organization, editor }, license);
  expect(await contact.pick(machine)).toBe('good');
  const row = () =>
    cloud.store.db
      .selectFrom('machine')
      .select(['cloned_at', 'changed_at'])
      .where('id', '=', machine.id)
      .executeTakeFirstOrThrow();
  return { machine, license, contact, row };
}

/** Everything a machine may do with its cloud, online and by file. An answer may be lost. */
function contactsWith(
  { cloud, organization, editor }: Pick<Studio, 'cloud' | 'organization' | 'editor'>,
  license: string,
) {
  const called = async (
    machine: CallingMachine,
    answer: Promise<{ file: string }>,
    isLost: boolean,
  ): Promise<Contact> => {
    try {
      const { file } = await answer;
      if (!isLost) machine.apply(file);
      return 'good';
    } catch (error) {
      return codeOf(error);
    }
  };
  const carried = async (text: string) => {
    const [answer] = await cloud.as(editor).offline.issue({ organization, items: [{ text, license, days: 30 }] });
    if (!answer) throw new Error('no answer to a request');
    return answer;
  };
  return {
    heartbeat: (machine: CallingMachine, isLost = false) =>
      called(machine, cloud.as().machine.heartbeat({ call: machine.call({}) }), isLost),
    pick: (machine: CallingMachine, isLost = false) =>
      called(
        machine,
        cloud.as(editor).license.pick({ license, call: machine.call({ purpose: 'pick', license }) }),
        isLost,
      ),
    /** A request that was made is brought now; the answer is carried back at once, or never. */
    async bring(machine: CallingMachine, text: string, isLost = false): Promise<Contact> {
      const { verdict, file } = await carried(text);
      if (file && !isLost) machine.applyCarried(file.text);
      return verdict.code === 'refused' ? verdict.failure.code : file ? 'good' : verdict.code;
    },
  };
}

const doing = fc.constantFrom('heartbeat', 'pick', 'request');
type Doing = 'heartbeat' | 'pick' | 'request';

const act = (contact: ReturnType<typeof contactsWith>, machine: CallingMachine, what: Doing, isLost = false) =>
  what === 'request' ? contact.bring(machine, machine.request(), isLost) : contact[what](machine, isLost);

/** Two machines take ten steps each, in any order. `lost`: the answer does not arrive. */
const step = fc.record({ doing, lost: fc.boolean() });
const steps = fc.array(step, { minLength: stepsEach, maxLength: stepsEach });
const order = fc.shuffledSubarray(
  Array.from({ length: 2 * stepsEach }, (_, at) => at),
  { minLength: 2 * stepsEach },
);

forEachEngine((engine) => {
  test(`S9 ${interleavings} interleavings of two copies: found at the second’s first contact`, {
    timeout: 3_600_000,
  }, async () => {
    const made = await studio(engine);
    let contacts = 0;
    const property = fc.asyncProperty(steps, steps, order, fc.nat(5), async (ofOne, ofOther, turns, before) => {
      const { machine, contact, row } = await newcomer(made);
      for (let at = 0; at < before; at++) await contact.heartbeat(machine);
      const twins = [machine, machine.copy()] as const;
      const came = new Set<number>();
      const todo = [[...ofOne], [...ofOther]];
      for (const turn of turns) {
        const who = turn % 2;
        const next = todo[who]?.shift();
        if (!next) continue;
        came.add(who);
        contacts += 1;
        const outcome = await act(contact, twins[who === 0 ? 0 : 1], next.doing, next.lost);
        // One alone is nothing special. From the moment the other one comes, nobody gets anything.
        expect(outcome).toBe(came.size === 1 ? 'good' : 'machine-cloned');
        expect((await row()).cloned_at !== null).toBe(came.size === 2);
      }
      expect(came.size).toBe(2);
    });
    await fc.assert(property, { numRuns: engine === 'sqlite' ? interleavings : Math.ceil(interleavings / 10) });
    report(`S9 ${engine}: ${contacts} contacts of two copies, online and by file: all found at the second’s first`);
  });

  test('S9 once somebody has said which is the original, it goes on, and the copy gets nothing', {
    timeout: 3_600_000,
  }, async () => {
    const made = await studio(engine);
    const { cloud, editor } = made;
    let refused = 0;
    const property = fc.asyncProperty(steps, steps, order, fc.boolean(), async (ofOne, ofOther, turns, isCopyFirst) => {
      const { machine, contact } = await newcomer(made);
      const copy = machine.copy();
      for (const first of isCopyFirst ? [copy, machine] : [machine, copy]) await contact.heartbeat(first);
      machine.disk.counter = Math.max(machine.disk.counter, cloud.clock.now()) + 1;
      const { file } = await cloud.as(editor).machine.claim({ call: machine.call({ purpose: 'claim' }) });
      machine.apply(file);
      const todo = [[...ofOne], [...ofOther]];
      for (const turn of turns) {
        const isOriginal = turn % 2 === 0;
        const next = todo[turn % 2]?.shift();
        if (!next) continue;
        const outcome = await act(contact, isOriginal ? machine : copy, next.doing, next.lost);
        expect(outcome).toBe(isOriginal ? 'good' : 'machine-cloned');
        if (!isOriginal) refused += 1;
      }
    });
    await fc.assert(property, { numRuns: Math.ceil(interleavings / 5) });
    report(`S9 ${engine}: ${refused} contacts of copies after a claim: all refused, every original goes on`);
  });

  test(`S9 ${histories} honest histories, moved to other parts on the way: none is flagged`, {
    timeout: 3_600_000,
  }, async () => {
    const made = await studio(engine);
    const { cloud } = made;
    let contacts = 0;
    let moves = 0;
    const event = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('contact' as const), doing, lost: fc.boolean() }) },
      // A call that never arrives; a request that stays in a pocket, and comes out of it, in any order and again.
      { weight: 3, arbitrary: fc.record({ do: fc.constant('lose' as const) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('pocket' as const) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('bring' as const), nth: fc.nat(9) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), disk: fc.nat(9), network: fc.nat(9) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(90) }) },
    );
    const history = fc.array(event, { minLength: stepsEach, maxLength: 4 * stepsEach, size: 'max' });
    const property = fc.asyncProperty(history, async (events) => {
      const { machine, contact, row } = await newcomer(made);
      const pocket: string[] = [];
      for (const now of events) {
        if (now.do === 'lose') machine.call({});
        if (now.do === 'pocket') pocket.push(machine.request());
        if (now.do === 'wait') cloud.clock.time += now.minutes * minute;
        if (now.do === 'move') {
          moves += 1;
          const { evidence } = machine.hardware;
          const part = (which: number) => `${machine.id}${which}`.padEnd(32, '0');
          const moved = { 'disk-serial': part(now.disk), 'network-address': part(now.network) };
          machine.hardware.evidence = { ...evidence, ...moved };
        }
        const text = now.do === 'bring' ? pocket[now.nth % Math.max(1, pocket.length)] : undefined;
        const outcomes: Contact[] = [];
        if (now.do === 'move') outcomes.push(await contact.heartbeat(machine));
        if (now.do === 'contact') outcomes.push(await act(contact, machine, now.doing, now.lost));
        if (text !== undefined) outcomes.push(await contact.bring(machine, text, true));
        contacts += outcomes.length;
        for (const outcome of outcomes) expect(['good', 'answered-before']).toContain(outcome);
        expect(await row()).toEqual({ cloned_at: null, changed_at: null });
      }
    });
    await fc.assert(property, { numRuns: engine === 'sqlite' ? histories : Math.ceil(histories / 10) });
    report(
      `S9 ${engine}: ${contacts} contacts of honest machines, ${moves} moves to another disk and network: 0 flagged`,
    );
  });
});
