import type { ReactNode } from 'react';
import type { Lease, LicenseRow } from '#shared/models/license.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { LeaseBar, LeaseSwatch } from '../../parts/lease-bar.tsx';
import { ProductGlyph } from '../../parts/product-glyph.tsx';
import { nameOf } from '../../state/license-lines.ts';
import type { Tally } from '../../state/tally.ts';
import { useNow, useZone } from '../../state/use.tsx';
import css from './license.module.css';

const words = text.window.license;

/** The head of a panel about a license. */
export function LicenseHead({ row, aside }: { row: LicenseRow; aside?: ReactNode }) {
  return (
    <div className={css.head}>
      <ProductGlyph glyph={row.product.glyph} big />
      <div className={css.headText}>
        <h2 className={css.title}>{nameOf(row)}</h2>
        <div className={css.subtitle}>
          {row.organization.name}
          {row.trial && `, ${words.trial.toLowerCase()}`}
        </div>
      </div>
      {aside}
    </div>
  );
}

interface TwoDatesProps {
  row: Pick<LicenseRow, 'organization' | 'revokedAt' | 'endsAt'>;
  /** Null: not leased. */
  leaseEndsAt: number | null;
  state: Tally;
  ticks?: boolean;
  /** Of a lease that does not exist yet: what to say below its end. */
  offerWords?: string;
}

/** The lease bar with its two dates as text, always side by side. */
export function TwoDates({ row, leaseEndsAt, state, ticks = false, offerWords }: TwoDatesProps) {
  const zone = useZone(row.organization.id);
  const now = useNow();
  const end = row.revokedAt ?? row.endsAt;
  return (
    <div>
      <LeaseBar now={now} leaseEndsAt={leaseEndsAt} licenseEndsAt={end} zone={zone} state={state} ticks={ticks} />
      <dl className={css.twoDates}>
        <OneDate
          label={words.leasedUntil}
          moment={leaseEndsAt}
          none={words.notLeased}
          offerWords={offerWords}
          {...{ now, zone }}
        >
          <LeaseSwatch part="lease" state={leaseEndsAt === null ? 'free' : state} />
        </OneDate>
        <OneDate label={words.licenseEnds} moment={end} none={words.never} {...{ now, zone }}>
          <LeaseSwatch part="license" />
        </OneDate>
      </dl>
    </div>
  );
}

interface OneDateProps {
  label: string;
  moment: number | null;
  none: string;
  offerWords?: string | undefined;
  now: number;
  zone: string;
  children: ReactNode;
}

function OneDate({ label, moment, none, offerWords, now, zone, children }: OneDateProps) {
  return (
    <div className={css.date}>
      {children}
      <dt className={css.dateLabel}>{label}</dt>
      <dd className={css.dateValue} title={moment === null ? undefined : dates.full(moment, zone)}>
        {moment === null ? none : (offerWords === undefined ? dates.weekdayDay : dates.dayAndTime)(moment, zone)}
      </dd>
      {moment !== null && offerWords !== undefined && <dd className={css.offerWords}>{offerWords}</dd>}
      {moment !== null && offerWords === undefined && (
        <>
          <dd className={css.dateWords}>{dates.relative(moment, now, zone)}</dd>
          <dd className={css.dateTime}>{dates.time(moment, zone)}</dd>
        </>
      )}
    </div>
  );
}

/** Whose seat, where, how, and of how many. */
export function SeatFacts({ row, lease }: { row: LicenseRow; lease: Lease | null }) {
  const zone = useZone(row.organization.id);
  const since = lease && (lease.mode === 'online' ? words.onlineSince : words.offlineSince);
  return (
    <Facts
      facts={[
        ...(lease && since
          ? [
              { label: words.facts.person, value: lease.person?.name ?? words.nobody },
              { label: words.facts.machine, value: <span className={css.machine}>{lease.machine.name}</span> },
              { label: words.facts.mode, value: since(dates.shortDay(lease.startedAt, zone)) },
            ]
          : []),
        { label: words.facts.seats, value: words.seatsUsed(row.leases.length, row.seats) },
        ...(lease ? [] : [{ label: words.facts.assigned, value: assignedTo(row) }]),
        ...(row.overlaps.count > 0
          ? [{ label: words.facts.overlaps, value: words.overlaps(row.overlaps.count, row.overlaps.limit) }]
          : []),
        ...(lease ? [{ label: words.facts.lease, value: <span className={css.machine}>{lease.id}</span> }] : []),
      ]}
    />
  );
}

function assignedTo(row: LicenseRow): string {
  const names = row.assignees?.map(({ name }) => name) ?? (row.assignedToMe ? [words.you] : []);
  if (row.kind === 'floating' && names.length === 0) return words.anyone(row.organization.name);
  return names.length === 0 ? words.nobody : words.and(names);
}

/** Who holds the seats, where that is more than one line. */
export function Holders({ row }: { row: LicenseRow }) {
  if (row.leases.length === 0) return null;
  return (
    <section className={css.section}>
      <h3 className={css.sectionTitle}>{words.facts.held}</h3>
      <Facts
        facts={row.leases.map(({ machine, person }) => ({
          label: machine.name,
          value: person?.name ?? words.nobody,
        }))}
      />
    </section>
  );
}

/** What the edition includes, as the catalogue says. */
export function Includes({ row, apart = false }: { row: LicenseRow; apart?: boolean }) {
  if (row.edition.services.length === 0) return null;
  const facts = row.edition.services.map(({ name, value }) => ({ label: name, value }));
  return (
    <section className={css.section}>
      <h3 className={css.sectionTitle}>{words.includes(row.edition.name)}</h3>
      <Facts facts={facts} apart={apart} />
    </section>
  );
}
