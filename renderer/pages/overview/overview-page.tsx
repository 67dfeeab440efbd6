import { lazy, Suspense, useMemo } from 'react';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import { linesOfAll } from '../../state/license-lines.ts';
import { examplesOf, newsOf } from '../../state/news.ts';
import { machineNeedsOf, needsOf, runwayOf, seatsOf } from '../../state/overview.ts';
import {
  useApi,
  useLicenses,
  useMachineLines,
  useNow,
  useShelf,
  useStatus,
  useZone,
} from '../../state/use.tsx';
import { platformOfBrowser } from '../downloads/platform-of-browser.ts';
import { ExamplesCard } from './examples-card.tsx';
import { HereCard } from './here-card.tsx';
import { NeedsCard } from './needs-card.tsx';
import { NewsCard } from './news-card.tsx';
import { OrganizationsCard } from './organizations-card.tsx';
import { Runway } from './runway.tsx';
import { SeatsCard } from './seats-card.tsx';
import css from './overview.module.css';

const AgreeNotice = lazy(async () => ({ default: (await import('./agree-notice.tsx')).AgreeNotice }));
const HandOverNotices = lazy(async () => ({
  default: (await import('../team/hand-over-notices.tsx')).HandOverNotices,
}));
const words = text.window.overview;

/** This machine, where the licenses run, what ends soon, what is new. */
export function OverviewPage() {
  const { companion } = useApi();
  const { value, failure, refresh } = useLicenses('all');
  const machine = useStatus((status) => status.machine.id);
  const now = useNow(60_000);
  const zone = useZone();
  const lines = useMemo(() => linesOfAll(value ?? [], { machine, now }), [value, machine, now]);
  const machines = useMachineLines(now);
  const seats = seatsOf(value ?? []);
  const shelf = useShelf().value;
  const platform = useStatus((status) => status.machine.platform) ?? platformOfBrowser(navigator.userAgent);
  const news = useMemo(() => (shelf ? newsOf(shelf, platform) : []), [shelf, platform]);
  const examples = useMemo(() => (shelf ? examplesOf(shelf, platform) : []), [shelf, platform]);
  return (
    <Page title={words.title} beside={dates.today(now, zone)}>
      <div className={css.grid}>
        <Suspense>
          <HandOverNotices className={css.wide} />
        </Suspense>
        <Suspense fallback={null}>
          <AgreeNotice />
        </Suspense>
        {companion && (
          <div className={css.wide}>
            <HereCard companion={companion} />
          </div>
        )}
        {value ? (
          <>
            <div className={css.stack}>
              <Runway lines={runwayOf(lines)} now={now} zone={zone} />
              {shelf && <NewsCard shelf={shelf} news={news} zone={zone} />}
              <OrganizationsCard rows={value} />
            </div>
            <div className={css.stack}>
              <NeedsCard needs={needsOf(lines, now)} machines={machineNeedsOf(machines)} now={now} zone={zone} />
              {seats.length > 0 && <SeatsCard rows={seats} />}
              {examples.length > 0 && <ExamplesCard examples={examples} />}
            </div>
          </>
        ) : (
          <div className={css.wide}>
            {failure ? (
              <ErrorState
                failure={failure}
                title={words.failed}
                action={{ label: text.window.parts.tryAgain, run: () => void refresh() }}
              />
            ) : (
              <LoadingState />
            )}
          </div>
        )}
      </div>
    </Page>
  );
}
