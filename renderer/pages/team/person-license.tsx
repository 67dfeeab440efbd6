import { Anchor, Button, Checkbox } from '@mantine/core';
import { Link } from 'wouter';
import type { Lease } from '#shared/models/license.ts';
import type { TeamLicense } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Tally } from '../../parts/tally.tsx';
import { standingOfTeamLease } from '../../state/team-lines.ts';
import { useNow, useZone } from '../../state/use.tsx';
import type { TeamPlace } from './team-place.ts';
import css from './person.module.css';

const words = text.window.person;
const common = text.window.license;

interface PersonLicenseProps {
  license: TeamLicense;
  place: TeamPlace;
  isMarked: boolean;
  /** Undefined: it cannot be unassigned. */
  onMark: (() => void) | undefined;
  onUnassign: (() => void) | undefined;
  onRelease: (lease: Lease) => void;
}

/** One license of a person, with each seat that is in use: where, how, and until when. */
export function PersonLicense({ license, place, isMarked, onMark, onUnassign, onRelease }: PersonLicenseProps) {
  const zone = useZone(place.organization.id);
  const ends = license.endsAt === null ? common.neverEnds : common.ends(dates.day(license.endsAt, zone));
  return (
    <li className={css.license}>
      <div className={css.licenseHead}>
        {onMark && <Checkbox aria-label={words.mark(license.name)} checked={isMarked} onChange={onMark} />}
        <div className={css.grow}>
          <div className={css.name}>{license.name}</div>
          <div className={css.hint}>
            {license.isAssigned ? words.assigned : words.byRole}, {ends}
          </div>
        </div>
        {license.leases.length === 0 && <Tally state="free">{words.idle}</Tally>}
        {onUnassign && (
          <Button size="sm" aria-label={words.unassignOf(license.name)} onClick={onUnassign}>
            {words.unassign}
          </Button>
        )}
      </div>
      {license.leases.map((lease) => (
        <SeatRow key={lease.id} lease={lease} license={license} zone={zone} onRelease={() => onRelease(lease)} />
      ))}
    </li>
  );
}

interface SeatRowProps {
  lease: Lease;
  license: TeamLicense;
  zone: string;
  onRelease: () => void;
}

function SeatRow({ lease, license, zone, onRelease }: SeatRowProps) {
  const now = useNow(30_000);
  const { machine, unassignGraceEndsAt: grace, leaseEndsAt } = lease;
  const { tally, icon, word } = standingOfTeamLease(lease, license.endsAt, now);
  return (
    <div className={css.seat}>
      <div className={css.grow}>
        <Anchor component={Link} href={`/machines/${machine.id}`} className={css.machine}>
          {machine.name}
        </Anchor>
        <div className={css.hint}>
          {grace === null
            ? `${common.until(dates.dayAndTime(leaseEndsAt, zone))} (${dates.relative(leaseEndsAt, now, zone)})`
            : words.graceUntil(dates.dayAndTime(grace, zone), dates.relative(grace, now, zone))}
        </div>
      </div>
      <Tally state={tally} icon={icon}>
        {word}
      </Tally>
      {lease.releasable !== 'no' && (
        <Button size="sm" aria-label={words.releaseOn(license.name, machine.name)} onClick={onRelease}>
          {words.release}
        </Button>
      )}
    </div>
  );
}
