import { Link } from 'wouter';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { useApi, useNow, useZone } from '../../state/use.tsx';
import { MoreList } from './more-list.tsx';
import type { OfPlan } from './usage.tsx';
import css from './products.module.css';

const words = text.window.products.ends;

/** The licenses that are not over, the first to end first. */
export function PlanLicenses({ of }: { of: OfPlan }) {
  const { cloud } = useApi();
  const zone = useZone(of.organization);
  const now = useNow(60_000);
  return (
    <MoreList
      title={words.title}
      failed={words.failed}
      none=""
      load={async (from) => {
        const { licenses, total } = await cloud.product.licenses({ ...of, ...from });
        return { rows: licenses, total };
      }}
      idOf={({ id }) => id}
    >
      {({ id, kind, trial, seats, inUse, startsAt, endsAt }) => (
        <>
          <span>
            <Link href={`/licenses/${id}`} className={css.link}>
              {endsAt === null ? words.never : dates.day(endsAt, zone)}
            </Link>
            <span className={css.second}>
              {startsAt > now
                ? words.begins(dates.day(startsAt, zone))
                : endsAt === null
                  ? null
                  : dates.relative(endsAt, now, zone)}
            </span>
          </span>
          <span className={css.end}>
            <span>{words.row(inUse, seats)}</span>
            <span className={css.second}>{trial ? words.trial : words.kinds[kind]}</span>
          </span>
        </>
      )}
    </MoreList>
  );
}
