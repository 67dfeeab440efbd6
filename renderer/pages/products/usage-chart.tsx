import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { UsageDay } from '#shared/models/product-use.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { busiestOf } from '../../state/plan-lines.ts';
import css from './products.module.css';

const words = text.window.products.usage;
const height = 96;

/** A bar for each day under a line of the seats there were. The day under the pointer, or chosen by arrow keys, is in words. */
export function UsageChart({ days }: { days: readonly UsageDay[] }) {
  const [chosen, choose] = useState<number | null>(null);
  const most = Math.max(1, ...days.map(({ peak, seats }) => Math.max(peak, seats)));
  const y = (seats: number) => height - (seats / most) * height;
  const last = days.length - 1;
  const shown = days[chosen ?? last];
  const busiest = busiestOf(days);
  if (!shown) return null;

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    choose(Math.min(last, Math.max(0, Math.floor(((event.clientX - left) / width) * days.length))));
  };
  const step = (event: KeyboardEvent) => {
    const from = chosen ?? last;
    const next = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(Math.min(last, Math.max(0, next)));
  };
  return (
    <div>
      <p className={css.shown}>{words.day(dayName(shown.day), shown.peak, shown.seats)}</p>
      <div
        className={css.chart}
        role="slider"
        tabIndex={0}
        aria-label={words.chart}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={chosen ?? last}
        aria-valuetext={words.day(dayName(shown.day), shown.peak, shown.seats)}
        onKeyDown={step}
        onPointerMove={follow}
        onPointerDown={follow}
        onPointerLeave={() => choose(null)}
        onBlur={() => choose(null)}
      >
        <svg viewBox={`0 0 ${days.length} ${height}`} preserveAspectRatio="none" aria-hidden>
          {days.map(({ day, peak }, at) => (
            <rect
              key={day}
              className={css.bar}
              data-chosen={at === (chosen ?? last) || undefined}
              x={at + 0.15}
              width={0.7}
              y={y(peak)}
              height={height - y(peak)}
            />
          ))}
          <polyline
            className={css.seats}
            points={days.map(({ seats }, at) => `${at},${y(seats)} ${at + 1},${y(seats)}`).join(' ')}
          />
        </svg>
      </div>
      <div className={css.axis}>
        <span>{dayName(days[0]?.day ?? '')}</span>
        <span>{words.today}</span>
      </div>
      <p className={css.hint}>{busiest ? words.most(busiest.peak, dayName(busiest.day)) : words.none}</p>
    </div>
  );
}

/** Days are named already where the organization is: here they are only written. */
const dayName = (day: string) => dates.day(Date.parse(day), 'UTC');
