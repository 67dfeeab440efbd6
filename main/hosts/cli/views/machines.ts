import type { MachinePage, MachineSummary, MachineView, Room } from '#shared/models/machine-view.ts';
import type { IssuedFile } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import type { Style, Tally } from './style.ts';
import { table } from './table.ts';

const words = text.cli.machines;
const { hardware, acknowledgements } = text.window.machines;

const evidence: Record<MachineView['evidence']['state'], Tally> = {
  matches: 'here',
  none: 'free',
  changed: 'soon',
  'two-with-one-key': 'ended',
  'shared-hardware': 'soon',
};
const acknowledged: Record<IssuedFile['acknowledgement'], Tally> = {
  issued: 'held',
  confirmed: 'here',
  overdue: 'soon',
};

/** Machines with what they hold: a line for each lease. */
function machines(all: readonly MachineView[], style: Style): string {
  const rows = all.flatMap((machine) => {
    const { leases } = machine;
    const name = style.strong(machine.name);
    const state = machine.barredAt === null ? machine.evidence.state : null;
    const hard = state === null ? style.tally('ended', words.barred) : style.tally(evidence[state], hardware[state]);
    if (leases.length === 0) return [[name, words.noLease, '', '', hard]];
    return leases.map((lease, at) => [
      at === 0 ? name : '',
      lease.licenseName,
      style.date(lease.leaseEndsAt),
      lease.acknowledgement === null
        ? words.modes[lease.mode]
        : style.tally(acknowledged[lease.acknowledgement], acknowledgements[lease.acknowledgement]),
      at === 0 ? hard : '',
    ]);
  });
  return table({ headings: words.headings, givesWay: 1 }, rows, words.none, style);
}

/** One page of them, and the way to the next. */
export function someMachines({ machines: some, next }: MachinePage, style: Style): string {
  const listed = machines(some, style);
  return next === null ? listed : `${listed}\n${words.more(next)}\n`;
}

/** How many there are, and the first of them. */
export const machineSummary = ({ machines: count, needs, foremost }: MachineSummary, style: Style): string =>
  `${words.count(count, needs)}\n\n${machines(foremost, style)}`;

/** Offline licenses that were issued, and whether their machines have confirmed them. */
export function issued(all: readonly IssuedFile[], style: Style): string {
  const rows = all.map((file) => [
    style.strong(file.machine.name),
    file.license,
    file.person ?? '',
    style.date(file.leaseEndsAt),
    style.tally(acknowledged[file.acknowledgement], acknowledgements[file.acknowledgement]),
  ]);
  return table({ headings: words.issuedHeadings, givesWay: 2 }, rows, words.noneIssued, style);
}

/** Room codes, without the codes. */
export function rooms(all: readonly Room[], style: Style): string {
  const rows = all.map((room) => [
    room.id,
    room.license.name,
    words.used(room.used, room.uses),
    style.date(room.expiresAt),
    room.closedAt === null ? style.tally('here', words.open) : style.tally('ended', words.closed),
  ]);
  return table({ headings: words.roomHeadings, givesWay: 1 }, rows, words.noRooms, style);
}
