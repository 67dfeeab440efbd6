import type { LicenseRow } from '#shared/models/license.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { nameOf } from '../../state/license-lines.ts';
import css from './overview.module.css';

const words = text.window.overview;
const most = 6;
/** More than this many squares say less than the number beside them. */
const mostSquares = 10;

/** Seats as squares, taken and free. */
export function SeatsCard({ rows }: { rows: readonly LicenseRow[] }) {
  return (
    <Card title={words.seats}>
      <ul className={css.seats}>
        {rows.slice(0, most).map((row) => (
          <li key={row.id} className={css.seat}>
            <span className={css.seatName}>{nameOf(row)}</span>
            {row.seats <= mostSquares && (
              <span className={css.squares} aria-hidden>
                {Array.from({ length: row.seats }, (_, index) => (
                  <span key={index} className={css.square} data-taken={index < row.leases.length || undefined} />
                ))}
              </span>
            )}
            <span className={css.figure}>{words.seatsOf(row.leases.length, row.seats)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
