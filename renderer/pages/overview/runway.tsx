import { Link } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { monthsBetween, shareOf } from '../../parts/lease-axis.ts';
import { LeaseSwatch } from '../../parts/lease-bar.tsx';
import { Card } from '../../parts/page.tsx';
import { Tally } from '../../parts/tally.tsx';
import { type Line, nameOf } from '../../state/license-lines.ts';
import { axisOf } from '../../state/overview.ts';
import { endsSoon } from '../../state/tally.ts';
import css from './runway.module.css';

const words = text.window.overview;
const most = 9;

/** One bar per machine on one axis, both dates beside it. */
export function Runway({ lines, now, zone }: { lines: readonly Line[]; now: number; zone: string }) {
  const shown = lines.slice(0, most);
  const axis = axisOf(shown, now);
  const months = monthsBetween(axis, zone);
  const at = (moment: number) => `${shareOf(moment, axis) * 100}%`;
  const legend = (
    <span className={css.legend}>
      <LeaseSwatch part="lease" /> {words.legend.lease} <LeaseSwatch part="license" /> {words.legend.license}
    </span>
  );
  if (shown.length === 0)
    return (
      <Card title={words.runway}>
        <p className={css.quiet}>
          {words.runwayEmptyTitle}. {words.runwayEmptyBody}
        </p>
      </Card>
    );
  return (
    <Card title={words.runway} aside={legend}>
      <div className={css.row} aria-hidden>
        <span />
        <span className={css.months}>
          {months.map((month) => (
            <span key={month.at} className={css.month} style={{ insetInlineStart: at(month.at) }}>
              {month.label}
            </span>
          ))}
        </span>
        <span className={css.columnHead}>{text.window.license.leasedUntil}</span>
        <span className={css.columnHead}>{text.window.license.licenseEnds}</span>
      </div>
      <ul className={css.list}>
        {shown.map(({ id, row, lease, standing }) => (
          <li key={id} className={css.row}>
            <span className={css.who}>
              <span className={css.license}>{nameOf(row)}</span>
              <code className={css.machine}>{lease?.machine.name}</code>
            </span>
            <span className={css.track} aria-hidden>
              {months.map((month) => (
                <span key={month.at} className={css.line} style={{ insetInlineStart: at(month.at) }} />
              ))}
              <span className={css.hatch} style={{ width: at(row.endsAt ?? axis.to) }} />
              <span
                className={css.lit}
                data-state={standing.tally === 'soon' ? 'soon' : 'on'}
                style={{ width: `max(4px, ${at(lease?.leaseEndsAt ?? now)})` }}
              />
            </span>
            <span className={css.date}>
              {lease?.mode === 'online' && lease.unassignGraceEndsAt === null ? (
                words.renews
              ) : (
                <Warned soon={lease !== null && endsSoon(lease.leaseEndsAt, now)}>
                  {dates.shortDay(lease?.leaseEndsAt ?? now, zone)}
                </Warned>
              )}
            </span>
            <span className={css.date}>
              {row.endsAt === null ? (
                dates.never
              ) : (
                <Warned soon={endsSoon(row.endsAt, now)}>{dates.shortDay(row.endsAt, zone)}</Warned>
              )}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > shown.length && (
        <p className={css.more}>
          <Link href="/licenses">{words.showAll(lines.length)}</Link>
        </p>
      )}
    </Card>
  );
}

const Warned = ({ soon, children }: { soon: boolean; children: string }) =>
  soon ? <Tally state="soon">{children}</Tally> : children;
