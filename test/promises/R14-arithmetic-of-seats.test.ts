import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { migrate } from '#cloud/store/migrate.ts';
import { openStore } from '#cloud/store/open.ts';
import { addLicenses } from '#cloud/store/queries/vendor.ts';
import { Failure } from '#shared/errors.ts';
import { day, hour } from '#shared/models/time.ts';
import type { CallingMachine } from '../support/calling-machine.ts';
import { type LicensingCloud, licensingCloud } from '../support/licensing-cloud.ts';
import { figure, report } from '../support/promise.ts';
import { noon } from '../support/signed-files.ts';

const histories = figure(150, 10_000);
const machines = 4;
const licenses = 2;
const seats = 2;

const machine = fc.nat(machines - 1);
const license = fc.nat(licenses - 1);
const person = fc.constantFrom('editor', 'member');
/** Whether the answer gets lost on its way to the machine. */
const lost = fc.boolean();
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pick'), machine, license, person, lost, replaces: fc.boolean() }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('heartbeat'), machine, lost }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('give back'), machine, lost }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('release'), license, nth: fc.nat(seats - 1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('assign'), license }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unassign'), license }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait'), hours: fc.constantFrom(1, 2, 5, 11, 13, 25, 200) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('renew'), license, days: fc.constantFrom(0.2, 1, 30, null) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end'), license }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What stands between two histories: another organization, other licenses and machines, the same people. */
interface World {
  licenses: string[];
  machines: CallingMachine[];
  /** Leases that a machine has given up by itself: it no longer runs on them, whatever its file says. */
  dropped: Set<string>;
}

let cloud: LicensingCloud;
let organization: string;
let people: Record<'editor' | 'member' | 'manager', { id: string }>;
let steps = 0;
let most = { able: 0, overlaps: 0 };

beforeAll(async () => {
  const store = await openStore({ file: ':memory:' });
  await migrate(store);
  cloud = await licensingCloud('sqlite', { store });
  organization = await cloud.addOrganization();
  people = {
    manager: await cloud.addPerson('Manager', { [organization]: 'manager' }),
    editor: await cloud.addPerson('Editor', { [organization]: 'editor' }),
    member: await cloud.addPerson('Member', { [organization]: 'member' }),
  };
  return () => store.close();
});

let worlds = 0;
async function newWorld(): Promise<World> {
  const world = ++worlds;
  const sold = Array.from({ length: licenses }, (_, at) => ({
    id: `L-${world}-${at}`,
    organization,
    product: 'graphics',
    edition: at === 0 ? 'xr' : 'cg',
    kind: at === 0 ? ('floating' as const) : ('named' as const),
    trial: false,
    seats,
    startsAt: noon - day,
    endsAt: null,
  }));
  cloud.clock.time = noon;
  await cloud.store.write((tx) => addLicenses(tx, sold, noon));
  const ids = sold.map(({ id }) => id);
  await cloud.as(people.manager).license.assign({ licenses: ids, person: people.member.id });
  const made = Array.from({ length: machines }, (_, at) => cloud.machine(`M-${at}`));
  return { licenses: ids, machines: made, dropped: new Set() };
}

/** Refusals are part of life; anything else is a bug. */
async function tolerant(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
  });
}

async function take(world: World, doing: Step): Promise<void> {
  const on = 'machine' in doing ? world.machines[doing.machine] : undefined;
  const of = ('license' in doing ? world.licenses[doing.license] : undefined) ?? '';
  const wish = { licenses: [of], person: people.member.id };
  const held = on?.held?.leases[0];
  switch (doing.do) {
    case 'pick': {
      if (!on) return;
      const replaces = doing.replaces && held && held.license.id !== of ? held.id : null;
      const call = on.call({ purpose: 'pick', license: of, replaces });
      const { file } = await cloud.as(people[doing.person]).license.pick({ license: of, call });
      if (!doing.lost) on.apply(file);
      return;
    }
    case 'heartbeat': {
      if (!on) return;
      const { file } = await cloud.as().machine.heartbeat({ call: on.call({}) });
      if (!doing.lost) on.apply(file);
      return;
    }
    case 'give back': {
      if (!on || !held) return;
      world.dropped.add(held.id);
      const { file } = await cloud.as().lease.giveBack({ call: on.call({ purpose: 'return', lease: held.id }) });
      if (!doing.lost) on.apply(file);
      return;
    }
    case 'release': {
      const { leases } = await cloud.as(people.manager).license.show({ license: of });
      const lease = leases[doing.nth];
      if (lease) await cloud.as(people.manager).lease.release({ lease: lease.id });
      return;
    }
    case 'assign':
      await cloud.as(people.manager).license.assign(wish);
      return;
    case 'unassign':
      await cloud.as(people.manager).license.unassign(wish);
      return;
    case 'wait':
      cloud.clock.time += doing.hours * hour;
      return;
    case 'renew': {
      const endsAt = doing.days === null ? null : cloud.clock.time + doing.days * day;
      await cloud.asVendor().vendor.license.renew({ license: of, endsAt });
      return;
    }
    case 'end':
      await cloud.asVendor().vendor.license.end({ license: of });
  }
}

/** What must hold at every moment, for every license. */
async function count(world: World): Promise<void> {
  const now = cloud.clock.time;
  const { db } = cloud.store;
  for (const id of world.licenses) {
    const live = await db
      .selectFrom('lease')
      .select('id')
      .where('license_id', '=', id)
      .where('ended_at', 'is', null)
      .execute();
    expect(live.length).toBeLessThanOrEqual(seats);
    const overlaps = await db.selectFrom('overlap').selectAll().where('license_id', '=', id).execute();
    const open = overlaps.filter((overlap) => overlap.closed_at === null && overlap.until_at > now);
    const forced = overlaps.filter(
      (overlap) => overlap.caused_by !== null && overlap.closed_at === null && overlap.from_at > now - 30 * day,
    );
    expect(forced.length).toBeLessThanOrEqual(seats);
    const able = world.machines.filter((each) =>
      each.held?.leases.some(
        (lease) => lease.license.id === id && lease.leaseEndsAt > now && !world.dropped.has(lease.id),
      ),
    );
    expect(able.length).toBeLessThanOrEqual(seats + open.length);
    most = { able: Math.max(most.able, able.length), overlaps: Math.max(most.overlaps, open.length) };
  }
}

test(`R14 ${histories} histories: seats add up`, { timeout: 3_600_000 }, async () => {
  const history = fc.array(step, { minLength: 12, maxLength: 40, size: 'max' });
  const property = fc.asyncProperty(history, async (doings) => {
    const world = await newWorld();
    for (const doing of doings) {
      await tolerant(take(world, doing));
      await count(world);
      steps += 1;
    }
  });
  await fc.assert(property, { numRuns: histories });
  report(
    `R14: ${histories} histories, ${steps} steps, ${seats} seats: never more live leases than seats; ` +
      `at most ${most.able} machines able to run, ${most.overlaps} overlaps open`,
  );
});
