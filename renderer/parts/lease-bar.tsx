import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { monthsBetween, shareOf } from './lease-axis.ts';
import type { Tally } from '../state/tally.ts';
import css from './lease-bar.module.css';

interface LeaseBarProps {
  now: number;
  /** Null: no lease (yet). */
  leaseEndsAt: number | null;
  /** Null: the license never ends. */
  licenseEndsAt: number | null;
  zone: string;
  /** Colour of the lit part. */
  state: Tally;
  /** "Today" above and the months below. */
  ticks?: boolean;
  /** 8 px instead of 12: in a card. */
  thin?: boolean;
}

/** From today to "leased until" lit, from there to "license ends" hatched. The dates stand beside it as text. */
export function LeaseBar({ now, leaseEndsAt, licenseEndsAt, zone, state, ticks = false, thin = false }: LeaseBarProps) {
  const words = text.window.parts.leaseBar;
  const axis = { from: now, to: licenseEndsAt ?? Math.max(leaseEndsAt ?? now, now) + 365 * 86_400_000 };
  const ended = axis.to <= now;
  const lit = leaseEndsAt === null ? 0 : shareOf(leaseEndsAt, axis);
  const label = ended
    ? words.ended
    : words.label(
        leaseEndsAt === null ? '-' : dates.day(leaseEndsAt, zone),
        licenseEndsAt === null ? words.never : dates.day(licenseEndsAt, zone),
      );
  return (
    <div>
      {ticks && <div className={css.today}>{words.today}</div>}
      <div
        className={css.bar}
        role="img"
        aria-label={label}
        data-ended={ended || undefined}
        data-thin={thin || undefined}
      >
        {!ended && <div className={css.hatch} />}
        {!ended && lit > 0 && (
          <div className={css.lit} data-state={state} style={{ width: `max(3px, ${lit * 100}%)` }} />
        )}
      </div>
      {ticks && !ended && (
        <div className={css.ticks} aria-hidden>
          {monthsBetween(axis, zone).map(({ at, label: month }) => (
            <span key={at} className={css.tick} style={{ insetInlineStart: `${shareOf(at, axis) * 100}%` }}>
              {month}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

/** The swatch beside a date that belongs to a part of the bar. */
export function LeaseSwatch({ part, state = 'on' }: { part: 'lease' | 'license'; state?: Tally }) {
  return <span className={part === 'lease' ? css.swatchLit : css.swatchHatch} data-state={state} aria-hidden />;
}
