import { endsSoon } from '#shared/models/lease-trouble.ts';
import { Link } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { monthsBetween, shareOf } from '../../parts/lease-axis.ts';
import { LeaseSwatch } from '../../parts/lease-bar.tsx';
import { Card } from '../../parts/page.tsx';
import { Tally } from '../../parts/tally.tsx';
import { axisOf, type RunwayLine } from '../../state/runway.ts';
import css from './runway.module.css';

const words = text.window.overview;
const most = 9;

interface RunwayProps {
  title: string;
  lines: readonly RunwayLine[];
  /** What stands there when there are none. */
  none: string;
  /** Where all of them are, when not all fit. */
  all: { href: string; label: string };
  now: number;
  zone: string;
}

/** One bar per seat on one axis, both dates beside it. */
export function Runway({ title, lines, none, all, now, zone }: RunwayProps) {
  const shown = lines.slice(0, most);
  const axis = axisOf(shown, now);
  const months = monthsBetween(axis, zone);
  // A name at the very end would lie over the next column.
  const hasRoom = ({ at: start }: { at: number }) => shareOf(start, axis) < 0.93;
  const at = (moment: number) => `${shareOf(moment, axis) * 100}%`;
  const legend = (
    <span className={css.legend}>
      <LeaseSwatch part="lease" /> {words.legend.lease} <LeaseSwatch part="license" /> {words.legend.license}
    </span>
  );
  if (shown.length === 0)
    return (
      <Card title={title}>
        <p className={css.quiet}>{none}</p>
      </Card>
    );
  return (
    <Card title={title} aside={legend}>
      <div className={css.row} aria-hidden>
        <span />
        <span className={css.months}>
          {months.filter(hasRoom).map((month) => (
            <span key={month.at} className={css.month} style={{ insetInlineStart: at(month.at) }}>
              {month.label}
            </span>
          ))}
        </span>
        <span className={css.columnHead}>{text.window.license.leasedUntil}</span>
        <span className={css.columnHead}>{text.window.license.licenseEnds}</span>
      </div>
      <ul className={css.list}>
        {shown.map(({ id, name, machine, leasedUntil, renews, endsAt, isSoon }) => (
          <li key={id} className={css.row}>
            <span className={css.who}>
              <span className={css.license}>{name}</span>
              {machine !== null && <code className={css.machine}>{machine}</code>}
            </span>
            <span className={css.track} aria-hidden>
              {months.map((month) => (
                <span key={month.at} className={css.line} style={{ insetInlineStart: at(month.at) }} />
              ))}
              <span className={css.hatch} style={{ width: at(endsAt ?? axis.to) }} />
              {leasedUntil !== null && (
                <span
                  className={css.lit}
                  data-state={isSoon ? 'soon' : 'on'}
                  style={{ width: `max(4px, ${at(leasedUntil)})` }}
                />
              )}
            </span>
            <span className={css.date}>
              {leasedUntil === null ? (
                <span className={css.quiet}>{words.notInUse}</span>
              ) : renews ? (
                words.renews
              ) : (
                <Warned soon={endsSoon(leasedUntil, now)}>{dates.shortDay(leasedUntil, zone)}</Warned>
              )}
            </span>
            <span className={css.date}>
              {endsAt === null ? (
                dates.never
              ) : (
                <Warned soon={endsSoon(endsAt, now)}>{dates.shortDay(endsAt, zone)}</Warned>
              )}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > shown.length && (
        <p className={css.more}>
          <Link href={all.href}>{all.label}</Link>
        </p>
      )}
    </Card>
  );
}

const Warned = ({ soon, children }: { soon: boolean; children: string }) =>
  soon ? <Tally state="soon">{children}</Tally> : children;
