import type { LicenseRow } from '#shared/models/license.ts';
import { text } from '#shared/text/index.ts';
import { type Outlook, seatsOf } from '../../state/overview.ts';
import { ExamplesCard } from './examples-card.tsx';
import { FloatingCard } from './floating-card.tsx';
import { NeedsCard } from './needs-card.tsx';
import { NewsCard } from './news-card.tsx';
import { OrganizationsCard } from './organizations-card.tsx';
import { Runway } from './runway.tsx';
import { SeatsCard } from './seats-card.tsx';
import { useOwn } from './use-own.ts';
import { useReleases } from './use-releases.ts';
import css from './overview.module.css';

const words = text.window.overview;

export interface BodyProps {
  /** My own licenses, of all organizations. */
  rows: readonly LicenseRow[];
  now: number;
  zone: string;
}

/** The Overview of whoever uses licenses and manages none; `taker`: they also take seats of floating ones. */
export function UserBody({ rows, outlook, now, zone }: BodyProps & { outlook: Outlook }) {
  const { needs, runway } = useOwn(rows, now);
  const { shelf, news, examples } = useReleases();
  const seats = seatsOf(rows);
  return (
    <>
      <div className={css.stack}>
        <Runway
          title={words.mine}
          lines={runway}
          none={`${words.mineEmptyTitle}. ${words.mineEmptyBody}`}
          all={{ href: '/licenses', label: words.showAll(runway.length) }}
          now={now}
          zone={zone}
        />
        {shelf && <NewsCard shelf={shelf} news={news} zone={zone} />}
        <OrganizationsCard />
      </div>
      <div className={css.stack}>
        <NeedsCard needs={needs} now={now} zone={zone} />
        {outlook === 'taker' && <FloatingCard />}
        {seats.length > 0 && <SeatsCard seats={seats} />}
        {examples.length > 0 && <ExamplesCard examples={examples} />}
      </div>
    </>
  );
}
