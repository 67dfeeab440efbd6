import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { HeldLease, Status } from '#shared/models/status.ts';
import { LeaseBar } from '../../parts/lease-bar.tsx';
import { Tally } from '../../parts/tally.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { standingOfMachine } from '../../state/tally.ts';
import { useNow } from '../../state/use.tsx';
import css from './offline.module.css';

const words = text.window.offline.machine;

/** This machine's name and state, and of each lease both ends. */
export function MachineCard({ status }: { status: Status }) {
  const now = useNow();
  const { tally, icon, word } = standingOfMachine({ ...status, now });
  return (
    <div className={css.card}>
      <div className={css.cardHead}>
        <span className={css.machine}>{status.machine.name}</span>
        <Tally state={tally} icon={icon}>
          {word}
        </Tally>
      </div>
      {status.leases.length === 0 && <p className={css.quiet}>{words.noneBody}</p>}
      {status.leases.map((held) => (
        <HeldBar key={held.id} held={held} now={now} isNamed={status.leases.length > 1} />
      ))}
    </div>
  );
}

function HeldBar({ held, now, isNamed }: { held: HeldLease; now: number; isNamed: boolean }) {
  const { leaseEndsAt, licenseEndsAt, timeZone } = held;
  return (
    <div className={css.held}>
      {isNamed && <p className={css.heldName}>{nameOf(held)}</p>}
      <LeaseBar
        now={now}
        leaseEndsAt={leaseEndsAt}
        licenseEndsAt={licenseEndsAt}
        zone={timeZone}
        state={stateOf(held, now)}
        thin
      />
      <dl className={css.heldDates}>
        <div title={dates.full(leaseEndsAt, timeZone)}>
          <dd>
            {held.mode === 'online' && leaseEndsAt > now
              ? dates.dayAndTime(leaseEndsAt, timeZone)
              : dates.day(leaseEndsAt, timeZone)}
          </dd>
          <dt>{words.leasedUntil}</dt>
        </div>
        <div title={licenseEndsAt === null ? undefined : dates.full(licenseEndsAt, timeZone)}>
          <dd>{licenseEndsAt === null ? words.never : dates.day(licenseEndsAt, timeZone)}</dd>
          <dt>{words.licenseEnds}</dt>
        </div>
      </dl>
      {held.mode === 'online' && <p className={css.quiet}>{words.renews}</p>}
    </div>
  );
}

function stateOf({ standing, mode, leaseEndsAt, licenseEndsAt }: HeldLease, now: number) {
  if (standing === 'ended') return 'ended';
  if (standing !== 'valid' || endsSoon(licenseEndsAt, now)) return 'soon';
  return mode === 'offline' && endsSoon(leaseEndsAt, now) ? 'soon' : 'on';
}
