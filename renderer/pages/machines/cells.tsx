import { Tooltip } from '@mantine/core';
import { dates } from '#shared/text/en/dates.ts';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { MachineView } from '#shared/models/machine-view.ts';
import { text } from '#shared/text/index.ts';
import { DateCell, TwoLines } from '../../parts/date-cell.tsx';
import { Tally } from '../../parts/tally.tsx';
import type { MachineLease, MachineLine } from '../../state/machine-lines.ts';
import css from './machines.module.css';

const words = text.window.machines;
const common = text.window.license;

interface When {
  now: number;
  zone: string;
}

/** "2 minutes ago", or that it is there right now. */
export const seenIn = (machine: MachineView, { now, zone }: When): string =>
  now - machine.lastSeenAt < 60_000 ? words.seenNow : dates.relative(machine.lastSeenAt, now, zone);

/** Its name, where it is from, and when it was heard of last. */
export function MachineCell({ machine, isHere, now, zone }: When & { machine: MachineView; isHere: boolean }) {
  const place = isHere ? words.about : machine.isEphemeral ? words.ephemeral : words.platforms[machine.platform];
  return (
    <span className={css.lines}>
      <code className={css.machine}>{machine.name}</code>
      <Tooltip label={dates.full(machine.lastSeenAt, zone)}>
        <span className={css.second}>{words.seen(place, seenIn(machine, { now, zone }))}</span>
      </Tooltip>
    </span>
  );
}

/** The license that needs somebody first, and how many there are besides. */
export function LicenseCell({ line: { machine, lease } }: { line: MachineLine }) {
  if (!lease) return <TwoLines first={words.noLease} quiet />;
  const more = machine.leases.length - 1;
  return (
    <span className={css.lines}>
      <span className={css.first}>
        <span className={css.name}>{lease.licenseName}</span>
        {more > 0 && (
          <span className={css.more} role="img" aria-label={words.moreLabel(more)}>
            {words.more(more)}
          </span>
        )}
      </span>
      <span className={css.second}>{whose(machine, lease)}</span>
    </span>
  );
}

/** "Jo Berg, offline"; machines that came with a room code have no person. */
function whose({ isEphemeral }: MachineView, { person, mode }: MachineLease): string {
  if (isEphemeral && !person) return mode === 'online' ? common.online : common.offline;
  return words.personMode(person?.name ?? words.nobody, words.modes[mode]);
}

type LeaseAt = When & { lease: MachineLease | null };

/** An online lease renews itself, so only an offline one can end soon. */
const toneOfLease = ({ mode, leaseEndsAt }: MachineLease, now: number) =>
  leaseEndsAt <= now ? 'ended' : mode === 'offline' && endsSoon(leaseEndsAt, now) ? 'soon' : undefined;
const toneOfEnd = (end: number, now: number) => (end <= now ? 'ended' : endsSoon(end, now) ? 'soon' : undefined);

export function UntilCell({ lease, now, zone }: LeaseAt) {
  if (!lease) return <TwoLines first={common.notLeased} quiet />;
  return <DateCell moment={lease.leaseEndsAt} tone={toneOfLease(lease, now)} {...{ now, zone }} />;
}

export function EndsCell({ lease, now, zone }: LeaseAt) {
  if (!lease) return null;
  const end = lease.licenseEndsAt;
  if (end === null) return <TwoLines first={common.never} quiet />;
  return <DateCell moment={end} tone={toneOfEnd(end, now)} {...{ now, zone }} />;
}

/** Both dates in one column, for narrow windows. */
export function DatesCell({ lease, now, zone }: LeaseAt) {
  if (!lease) return <TwoLines first={common.notLeased} quiet />;
  const { leaseEndsAt, licenseEndsAt: end } = lease;
  return (
    <span className={css.dates}>
      <span className={css.date} data-tone={toneOfLease(lease, now)}>
        {common.until(dates.day(leaseEndsAt, zone))}
      </span>
      <span className={css.second} data-tone={end === null ? undefined : toneOfEnd(end, now)}>
        {end === null ? common.neverEnds : common.ends(dates.day(end, zone))}
      </span>
    </span>
  );
}

/** How its license is doing, over whether its hardware still speaks for it. */
export function StateCell({ line: { standing, hardware } }: { line: MachineLine }) {
  return (
    <span className={css.states}>
      <Tally state={standing.tally} icon={standing.icon}>
        {standing.word}
      </Tally>
      <span className={css.hardware} data-calm={hardware.tally === 'held' || hardware.tally === 'free' || undefined}>
        <Tally state={hardware.tally} icon={hardware.icon}>
          {hardware.word}
        </Tally>
      </span>
    </span>
  );
}
