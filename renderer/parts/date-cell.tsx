import { Tooltip } from '@mantine/core';
import { dates } from '#shared/text/en/dates.ts';
import css from './date-cell.module.css';

interface DateCellProps {
  moment: number;
  zone: string;
  now: number;
  tone?: 'soon' | 'ended' | undefined;
  /** In place of "in 12 days". */
  second?: string | undefined;
}

/** A date over its words; the exact moment with its zone on hover. */
export function DateCell({ moment, zone, now, tone, second }: DateCellProps) {
  return (
    <Tooltip label={dates.full(moment, zone)}>
      <span className={css.cell}>
        <time className={css.first} dateTime={new Date(moment).toISOString()}>
          {dates.day(moment, zone)}
        </time>
        <span className={css.second} data-tone={tone}>
          {second ?? dates.relative(moment, now, zone)}
        </span>
      </span>
    </Tooltip>
  );
}

/** Two lines in the same measure, for what has no date. */
export function TwoLines({ first, second, quiet = false }: { first: string; second?: string; quiet?: boolean }) {
  return (
    <span className={css.cell}>
      <span className={quiet ? css.quiet : css.first}>{first}</span>
      {second !== undefined && <span className={css.second}>{second}</span>}
    </span>
  );
}
