import type { ReactNode } from 'react';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import type { Seats } from '../../state/overview.ts';
import css from './overview.module.css';

const words = text.window.overview;
const most = 6;
/** More than this many squares say less than the number beside them. */
const mostSquares = 6;

/** Seats as squares, taken and free. */
export function SeatsCard({ seats, aside }: { seats: readonly Seats[]; aside?: ReactNode }) {
  return (
    <Card title={words.seats} aside={aside}>
      <ul className={css.seats}>
        {seats.slice(0, most).map((each) => (
          <li key={each.id} className={css.seat}>
            <span className={css.seatName}>{each.name}</span>
            {each.seats <= mostSquares && (
              <span className={css.squares} aria-hidden>
                {Array.from({ length: each.seats }, (_, index) => (
                  <span key={index} className={css.square} data-taken={index < each.used || undefined} />
                ))}
              </span>
            )}
            <span className={css.figure}>{words.seatsOf(each.used, each.seats)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
