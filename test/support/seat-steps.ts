import * as fc from 'fast-check';

export const machineCount = 3;
/** Seats of each license: a floating one, and one that is assigned. */
export const seats = [1, 2] as const;

// One machine and one license are in the middle of everything.
const machine = fc.constantFrom(0, 0, 0, ...Array.from({ length: machineCount - 1 }, (_, at) => at + 1));
const license = fc.constantFrom<(0 | 1)[]>(0, 0, 1);
const seat = fc.nat(Math.max(...seats) - 1);
/** Whether the answer gets lost on its way to the machine. */
const lost = fc.constantFrom(false, false, true);
const days = fc.constantFrom(1, 7, 60);
const who = fc.constantFrom<('editor' | 'member')[]>('editor', 'member');
/** Of what is on the stick. */
const newest = -1;
const onStick = fc.oneof(fc.nat(9), fc.constant(newest));

const steps = {
  pick: fc.record({ do: fc.constant('pick'), machine, license, lost, replaces: fc.boolean() }),
  heartbeat: fc.record({ do: fc.constant('heartbeat'), machine, lost }),
  wait: fc.record({ do: fc.constant('wait'), hours: fc.constantFrom(1, 2, 5, 11, 13, 25, 90, 200, 750, 1_600) }),
  'give back': fc.record({ do: fc.constant('give back'), machine, lost }),
  release: fc.record({ do: fc.constant('release'), license, nth: seat }),
  assign: fc.record({ do: fc.constant('assign'), license }),
  unassign: fc.record({ do: fc.constant('unassign'), license }),
  remove: fc.record({ do: fc.constant('remove'), who }),
  join: fc.record({ do: fc.constant('join'), who }),
  'set role': fc.record({
    do: fc.constant('set role'),
    role: fc.constantFrom<('editor' | 'reader')[]>('editor', 'reader'),
  }),
  renew: fc.record({ do: fc.constant('renew'), license, days: fc.constantFrom(0.2, 1, 30, null) }),
  end: fc.record({ do: fc.constant('end'), license }),
  'go offline': fc.record({ do: fc.constant('go offline'), machine, days, lost }),
  'go online': fc.record({ do: fc.constant('go online'), machine, lost }),
  request: fc.record({ do: fc.constant('request'), machine, license, days }),
  'give up': fc.record({ do: fc.constant('give up'), machine }),
  acknowledge: fc.record({ do: fc.constant('acknowledge'), machine }),
  push: fc.record({ do: fc.constant('push'), license, nth: seat, days }),
  // What is on the stick gets to the cloud, or back, in any order, more than once, or never.
  carry: fc.record({ do: fc.constant('carry'), nth: onStick }),
  take: fc.record({ do: fc.constant('take'), nth: onStick }),
};
type Name = keyof typeof steps;
export type Step = (typeof steps)[Name] extends fc.Arbitrary<infer Value> ? Value : never;
export type StepOf<Does extends Name> = Extract<Step, { do: Does }>;

/** What belongs together often enough to be done in one go, by one machine or about one license. */
const episodes = {
  'round trip': fc
    .tuple(steps.request, lost)
    .map(([asked, isLost]): Step[] => [
      asked,
      { do: 'carry', nth: newest },
      ...(isLost ? [] : [{ do: 'take', nth: newest } as const]),
    ]),
  'back by file': steps['give up'].map((given): Step[] => [given, { do: 'carry', nth: newest }]),
  'offline and back': fc
    .tuple(steps['go offline'], steps.wait, steps['go online'], steps.wait, steps.pick)
    .map(([out, meanwhile, back, after, next]): Step[] => [
      out,
      meanwhile,
      { ...back, machine: out.machine },
      after,
      next,
    ]),
  'cut short': fc
    .tuple(steps.heartbeat, steps.renew, lost)
    .map(([beat, cut, isLost]): Step[] => [beat, cut, { ...beat, lost: isLost }]),
};

const always = [steps.pick, steps.pick, steps.heartbeat, steps.wait];
const topics: fc.Arbitrary<Step | Step[]>[][] = [
  [steps['give back']],
  [steps.release, steps.release],
  [steps.assign, steps.unassign, steps.unassign],
  [steps.remove, steps.join, steps['set role'], steps.assign],
  [steps.renew, episodes['cut short'], steps.end],
  [steps['go offline'], steps['go online'], episodes['offline and back']],
  [steps.request, steps.carry, steps.take, steps.acknowledge, episodes['round trip']],
  [steps['give up'], steps.carry, steps.take, episodes['back by file']],
  [steps.push, steps.take],
];

/** A history is about a few things only: so one of them meets the other often enough for every way in which it can. */
export const history: fc.Arbitrary<Step[]> = fc
  .shuffledSubarray(topics, { minLength: 1, maxLength: 3 })
  .chain((some) => fc.array(fc.oneof(...always, ...some.flat()), { minLength: 12, maxLength: 36, size: 'max' }))
  .map((doings) => doings.flat());
