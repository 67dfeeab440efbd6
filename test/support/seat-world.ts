import { addMember } from '#cloud/auth/people.ts';
import type { Store } from '#cloud/store/open.ts';
import { addLicenses } from '#cloud/store/queries/vendor.ts';
import { Failure } from '#shared/errors.ts';
import type { SignedLease } from '#shared/files/license.ts';
import { day, hour } from '#shared/models/time.ts';
import type { CallingMachine } from './calling-machine.ts';
import { type LicensingCloud, licensingCloud } from './licensing-cloud.ts';
import { machineCount, seats, type Step, type StepOf } from './seat-steps.ts';
import { noon } from './signed-files.ts';

/** What stands between two histories: other licenses and machines, the same people. Some machines have a seat already. */
export interface World {
  licenses: string[];
  machines: CallingMachine[];
  /** Leases that a machine has given up by itself: it no longer runs on them, whatever its file says. */
  dropped: Set<string>;
  /** On a stick: what machines wrote, with the license it is for, and what the cloud answered. */
  written: { machine: CallingMachine; text: string; license?: string }[];
  answered: { machine: CallingMachine; text: string }[];
}

export interface Studio {
  cloud: LicensingCloud;
  organization: string;
  people: Record<'editor' | 'member' | 'manager', { id: string }>;
  /** Every verdict that a carried file has got. */
  verdicts: Set<string>;
  newWorld(): Promise<World>;
}

export async function seatStudio(store: Store): Promise<Studio> {
  const cloud = await licensingCloud('sqlite', { store });
  const organization = await cloud.addOrganization();
  const people = {
    manager: await cloud.addPerson('Manager', { [organization]: 'manager' }),
    editor: await cloud.addPerson('Editor', { [organization]: 'editor' }),
    member: await cloud.addPerson('Member', { [organization]: 'member' }),
  };
  let worlds = 0;
  const studio: Studio = {
    cloud,
    organization,
    people,
    verdicts: new Set(),
    async newWorld() {
      const number = ++worlds;
      const sold = seats.map((count, at) => ({
        id: `L-${number}-${at}`,
        organization,
        product: 'graphics',
        edition: at === 0 ? 'xr' : 'cg',
        kind: at === 0 ? ('floating' as const) : ('named' as const),
        trial: false,
        seats: count,
        startsAt: noon - day,
        endsAt: null,
      }));
      cloud.clock.time = noon;
      for (const who of ['editor', 'member'] as const) await belong(studio, who);
      await cloud.store.write((tx) => addLicenses(tx, sold, noon));
      const licenses = sold.map(({ id }) => id);
      await cloud.as(people.manager).license.assign({ licenses, person: people.member.id });
      const machines = Array.from({ length: machineCount }, (_, at) => cloud.machine(`M-${at}`));
      const world: World = { licenses, machines, dropped: new Set(), written: [], answered: [] };
      for (const at of [0, 1] as const)
        await take(studio, world, { do: 'pick', machine: at, license: at, lost: false, replaces: false });
      return world;
    },
  };
  return studio;
}

/** Makes somebody who may have been removed, or have another role, what they are at the start of every history. */
async function belong({ cloud, organization, people }: Studio, who: 'editor' | 'member'): Promise<void> {
  const personId = people[who].id;
  await cloud.store.write(async (tx) => {
    await addMember(tx, cloud.parts, { organizationId: organization, personId, role: who });
    await tx.updateTable('member').set({ role: who }).where('userId', '=', personId).execute();
  });
}

/** Takes a step. Refusals are part of life; anything else is a bug. */
export async function take(studio: Studio, world: World, step: Step): Promise<void> {
  const on = 'machine' in step ? world.machines[step.machine] : undefined;
  const of = ('license' in step ? world.licenses[step.license] : undefined) ?? '';
  try {
    await stepIn({ ...studio, world, on, held: on?.held?.leases[0], of }, step);
  } catch (error) {
    const isRefused = error instanceof Error && error.message.startsWith('the machine refused');
    if (!(error instanceof Failure) && !isRefused) throw error;
  }
}

interface Here extends Studio {
  world: World;
  on: CallingMachine | undefined;
  held: SignedLease | undefined;
  of: string;
}

async function stepIn(here: Here, step: Step): Promise<void> {
  const { cloud, people, organization, world, of } = here;
  const manager = cloud.as(people.manager);
  const wish = { licenses: [of], person: people.member.id };
  switch (step.do) {
    case 'release': {
      const lease = (await manager.license.show({ license: of })).leases[step.nth];
      if (lease) await manager.lease.release({ lease: lease.id });
      return;
    }
    case 'assign':
      return void (await manager.license.assign(wish));
    case 'unassign':
      return void (await manager.license.unassign(wish));
    case 'remove':
      return void (await manager.team.remove({ organization, people: [people[step.who].id] }));
    case 'join':
      return belong(here, step.who);
    case 'set role':
      return void (await manager.team.setRole({ organization, person: people.editor.id, role: step.role }));
    case 'wait':
      cloud.clock.time += step.hours * hour;
      return;
    case 'renew': {
      const endsAt = step.days === null ? null : cloud.clock.time + step.days * day;
      return void (await cloud.asVendor().vendor.license.renew({ license: of, endsAt }));
    }
    case 'end':
      return void (await cloud.asVendor().vendor.license.end({ license: of }));
    case 'push': {
      const lease = (await manager.license.show({ license: of })).leases[step.nth];
      const machine = world.machines.find(({ id }) => id === lease?.machine.id);
      if (!lease || !machine) return;
      const { file } = await manager.offline.renew({ lease: lease.id, days: step.days });
      world.answered.push({ machine, text: file.text });
      return;
    }
    case 'carry':
      return carry(here, step);
    case 'take': {
      const file = nth(world.answered, step.nth);
      if (file?.text.includes('RECEIPT')) file.machine.applyReceipt(file.text);
      else file?.machine.applyCarried(file.text);
      return;
    }
    case 'pick':
    case 'heartbeat':
    case 'give back':
    case 'go offline':
    case 'go online':
    case 'request':
    case 'give up':
    case 'acknowledge':
      return onMachine(here, step);
  }
}

/** What a machine does, with a network or on its own. */
async function onMachine(
  { cloud, people, world, on, held, of }: Here,
  step: Extract<Step, { machine: number }>,
): Promise<void> {
  if (!on) return;
  const nobody = cloud.as();
  const answered = (file: string) => void ('lost' in step && step.lost ? null : on.apply(file));
  switch (step.do) {
    case 'pick': {
      const replaces = step.replaces && held && held.license.id !== of ? held.id : null;
      const call = on.call({ purpose: 'pick', license: of, replaces });
      // Nobody but who is assigned may use the second one.
      const person = step.license === 0 ? people.editor : people.member;
      return answered((await cloud.as(person).license.pick({ license: of, call })).file);
    }
    case 'heartbeat':
      return answered((await nobody.machine.heartbeat({ call: on.call({}) })).file);
    case 'give back': {
      if (!held) return;
      world.dropped.add(held.id);
      const call = on.call({ purpose: 'return', lease: held.id });
      return answered((await nobody.lease.giveBack({ call })).file);
    }
    case 'go offline': {
      if (!held) return;
      const call = on.call({ purpose: 'go-offline', lease: held.id, days: step.days });
      return answered((await cloud.as(people.manager).lease.goOffline({ lease: held.id, call })).file);
    }
    case 'go online': {
      if (!held) return;
      const call = on.call({ purpose: 'go-online', lease: held.id });
      return answered((await nobody.lease.goOnline({ call })).file);
    }
    case 'request': {
      const wanted = { product: 'graphics', edition: null, days: step.days };
      world.written.push({ machine: on, text: on.request({ wanted }), license: of });
      return;
    }
    case 'give up':
      if (held) world.written.push({ machine: on, text: on.giveUp(held.id) });
      return;
    case 'acknowledge':
      if (on.disk.applied) world.written.push({ machine: on, text: on.acknowledge() });
      return;
  }
}

async function carry(
  { cloud, people, organization, world, verdicts }: Here,
  { nth: which }: StepOf<'carry'>,
): Promise<void> {
  const file = nth(world.written, which);
  if (!file) return;
  const { machine, ...item } = file;
  const [answer] = await cloud.as(people.manager).offline.issue({ organization, items: [item] });
  if (!answer) throw new Error('a file was carried and not answered');
  verdicts.add(answer.verdict.code);
  if (answer.file) world.answered.push({ machine, text: answer.file.text });
}

/** Counted round and round; -1: the last. */
const nth = <Item>(items: readonly Item[], which: number): Item | undefined =>
  items.at(which < 0 ? which : which % Math.max(items.length, 1));
