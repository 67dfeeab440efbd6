import type { ReactNode } from 'react';
import { endsSoon } from '#shared/models/lease-trouble.ts';
import type { LicenseRow } from '#shared/models/license.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { DateCell, TwoLines } from '../../parts/date-cell.tsx';
import { ProductGlyph } from '../../parts/product-glyph.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { useNow, useZone } from '../../state/use.tsx';
import css from './license.module.css';

const words = text.window.license;

/** A license in two lines, with its product's picture where there is room to decide. */
export function LicenseCell({ row, second, glyph = false }: { row: LicenseRow; second: ReactNode; glyph?: boolean }) {
  return (
    <span className={css.name}>
      {glyph && <ProductGlyph glyph={row.product.glyph} />}
      <span className={css.lines}>
        <span className={css.first}>{nameOf(row)}</span>
        <span className={css.second}>{second}</span>
      </span>
    </span>
  );
}

interface DatesProps {
  row: LicenseRow;
  /** End of the lease; null: there is none. */
  leaseEndsAt: number | null;
  /** Without a lease, say what one would be good for. */
  offer?: boolean;
}

/** "Leased until": of a lease, or what a lease would be good for. */
export function LeasedUntilCell({ row, leaseEndsAt, offer = false }: DatesProps) {
  const zone = useZone(row.organization.id);
  const now = useNow();
  if (leaseEndsAt !== null)
    return <DateCell moment={leaseEndsAt} zone={zone} now={now} tone={toneOf(leaseEndsAt, now)} />;
  if (offer && row.availability === 'free')
    return <TwoLines first={words.hours(row.leaseHours)} second={words.renewsItself} />;
  return <TwoLines first={words.notLeased} quiet />;
}

/** An online lease renews itself: only its end in the past, or days away, is worth a colour. */
const toneOf = (leaseEndsAt: number, now: number) => (leaseEndsAt <= now ? 'ended' : undefined);

export function LicenseEndsCell({ row }: { row: LicenseRow }) {
  const zone = useZone(row.organization.id);
  const now = useNow();
  const end = row.revokedAt ?? row.endsAt;
  if (end === null) return <TwoLines first={words.never} quiet />;
  return <DateCell moment={end} zone={zone} now={now} tone={toneOfEnd(end, now)} />;
}

const toneOfEnd = (end: number, now: number) => (end <= now ? 'ended' : endsSoon(end, now) ? 'soon' : undefined);

/** Both dates in one column, for narrow windows. */
export function DatesCell({ row, leaseEndsAt, offer = false }: DatesProps) {
  const offered = offer && row.availability === 'free';
  const zone = useZone(row.organization.id);
  const now = useNow();
  const end = row.revokedAt ?? row.endsAt;
  return (
    <span className={`${css.lines} ${css.dates}`}>
      <span className={leaseEndsAt === null && !offered ? css.quiet : css.plain}>
        {leaseEndsAt !== null
          ? words.until(dates.day(leaseEndsAt, zone))
          : offered
            ? words.forRenewing(row.leaseHours)
            : words.notLeased}
      </span>
      <span className={css.second} data-tone={end === null ? undefined : toneOfEnd(end, now)}>
        {end === null ? words.neverEnds : words.ends(dates.day(end, zone))}
      </span>
    </span>
  );
}
