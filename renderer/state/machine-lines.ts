import type { EvidenceState, MachineView } from '#shared/models/machine-view.ts';
import type { Acknowledgement, OfflineLength } from '#shared/models/offline.ts';
import { day } from '#shared/models/time.ts';
import { firstEndOf, type LeaseTrouble, troubleOf } from '#shared/models/lease-trouble.ts';
import { text } from '#shared/text/index.ts';
import type { Standing, Tally } from './tally.ts';

const words = text.window.machines;

export type MachineLease = MachineView['leases'][number];
export type MachineGroup = 'needs' | 'used' | 'seen';

/** One machine of an organization, with what stands out about it. */
export interface MachineLine {
  machine: MachineView;
  /** The lease that needs somebody first; null: none. */
  lease: MachineLease | null;
  /** How its license is doing. */
  standing: Standing;
  /** Whether the hardware still speaks for the key. */
  hardware: Standing;
  /** The worse of the two: its lamp. */
  tally: Tally;
  group: MachineGroup;
}

/** What needs somebody first, then what is in use, then what was seen lately. */
export const machineGroups: readonly MachineGroup[] = ['needs', 'used', 'seen'];

const troubles: Record<LeaseTrouble, string> = {
  ended: words.states.ended,
  overdue: words.states.overdue,
  unassigned: words.states.unassigned,
  'license-ends': words.states.endsSoon,
  'lease-ends': words.states.renewSoon,
};

/** How the lease of a machine is doing, worst first. Green here is "on the machine of that row". */
export function standingOfLease(lease: MachineLease, now: number): Standing {
  const trouble = troubleOf(lease, now);
  if (trouble !== null) return { tally: trouble === 'ended' ? 'ended' : 'soon', word: troubles[trouble] };
  if (lease.acknowledgement === 'issued') return { tally: 'held', icon: 'sent', word: words.states.onItsWay };
  return { tally: 'on', word: words.states.licensed };
}

/** Whether the hardware of a machine still speaks for its key. */
export function standingOfHardware({ state }: EvidenceState): Standing {
  const word = words.hardware[state];
  switch (state) {
    case 'matches':
      return { tally: 'held', icon: 'check', word };
    case 'none':
      return { tally: 'free', word };
    case 'changed':
      return { tally: 'soon', word };
    case 'two-with-one-key':
      return { tally: 'ended', word };
    case 'shared-hardware':
      return { tally: 'held', icon: 'device', word };
  }
}

/** Where the file of an offline lease is. */
export function standingOfFile(acknowledgement: Acknowledgement): Standing {
  const word = words.acknowledgements[acknowledgement];
  switch (acknowledgement) {
    case 'issued':
      return { tally: 'held', icon: 'sent', word };
    case 'confirmed':
      return { tally: 'held', icon: 'check', word };
    case 'overdue':
      return { tally: 'soon', word };
  }
}

const severity: readonly Tally[] = ['ended', 'soon', 'held', 'on', 'free'];
const isTrouble = ({ tally }: Standing) => tally === 'soon' || tally === 'ended';
const isWorse = (one: Tally, other: Tally) => severity.indexOf(one) < severity.indexOf(other);

/** A machine as a line of the list. */
export function lineOfMachine(machine: MachineView, now: number): MachineLine {
  const leases = machine.leases
    .map((lease) => ({ lease, standing: standingOfLease(lease, now) }))
    .toSorted(
      (a, b) =>
        severity.indexOf(a.standing.tally) - severity.indexOf(b.standing.tally) ||
        firstEndOf(a.lease) - firstEndOf(b.lease),
    );
  const [first] = leases;
  const standing: Standing =
    machine.barredAt === null
      ? (first?.standing ?? { tally: 'free', word: words.states.none })
      : { tally: 'ended', word: words.states.barred };
  const hardware = standingOfHardware(machine.evidence);
  const tally = isTrouble(hardware) && isWorse(hardware.tally, standing.tally) ? hardware.tally : standing.tally;
  // A machine is barred on purpose: that needs nobody any more.
  const needsYou = isTrouble(hardware) || (first !== undefined && isTrouble(first.standing));
  const group = needsYou ? 'needs' : first ? 'used' : 'seen';
  return { machine, lease: first?.lease ?? null, standing, hardware, tally, group };
}

const byName = new Intl.Collator('en', { numeric: true });

/** All machines: the worst first among those that need somebody, the rest by name. */
export const linesOfMachines = (machines: readonly MachineView[], now: number): MachineLine[] =>
  machines
    .map((machine) => lineOfMachine(machine, now))
    .toSorted(
      (a, b) =>
        machineGroups.indexOf(a.group) - machineGroups.indexOf(b.group) ||
        (a.group === 'needs' ? severity.indexOf(a.tally) - severity.indexOf(b.tally) : 0) ||
        byName.compare(a.machine.name, b.machine.name),
    );

/** Whether every word of a query is in the machine, its licenses or its people. */
export function matchesMachine(query: string, { machine, standing, hardware }: MachineLine): boolean {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const all = [
    machine.name,
    words.platforms[machine.platform],
    machine.isEphemeral ? words.ephemeral : '',
    standing.word,
    hardware.word,
    ...machine.leases.flatMap(({ licenseName, person, mode }) => [licenseName, person?.name ?? '', words.modes[mode]]),
  ]
    .join(' ')
    .toLowerCase();
  return wanted.every((word) => all.includes(word));
}

/** What a manager may do with a lease from here. */
export function actsOf(lease: MachineLease, { isEphemeral }: MachineView) {
  const offline = lease.mode === 'offline';
  return {
    release: !offline && lease.releasable !== 'no',
    renew: offline,
    return: offline,
    /** Machines that came with a room code have no person. */
    person: !isEphemeral,
  };
}

/** The day an offline lease would end if it were renewed now; null: never. The cloud says the exact moment. */
export function renewedUntil({ licenseEndsAt }: MachineLease, days: OfflineLength, now: number): number | null {
  if (days === null) return licenseEndsAt;
  const asked = now + days * day;
  return licenseEndsAt === null ? asked : Math.min(asked, licenseEndsAt);
}
