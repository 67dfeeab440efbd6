import { lazy, Suspense } from 'react';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Page } from '../../parts/page.tsx';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import { outlookOf } from '../../state/overview.ts';
import { useApi, useLicenses, useNow, useWho, useZone } from '../../state/use.tsx';
import { HereCard } from './here-card.tsx';
import { NoOrganization } from './no-organization.tsx';
import { UserBody } from './user-body.tsx';
import css from './overview.module.css';

const AgreeNotice = lazy(async () => ({ default: (await import('./agree-notice.tsx')).AgreeNotice }));
const HandOverNotices = lazy(async () => ({
  default: (await import('../team/hand-over-notices.tsx')).HandOverNotices,
}));
const ManagedBody = lazy(async () => ({ default: (await import('./managed-body.tsx')).ManagedBody }));
const TwoFactorNotice = lazy(async () => ({ default: (await import('./two-factor-notice.tsx')).TwoFactorNotice }));
const words = text.window.overview;

/** This machine, where the licenses run, what ends soon, what is new; for managers their organization at a glance (O1). */
export function OverviewPage() {
  const { companion } = useApi();
  const now = useNow(60_000);
  const zone = useZone();
  return (
    <Page title={words.title} beside={dates.today(now, zone)}>
      <div className={css.grid}>
        <Suspense>
          <HandOverNotices className={css.wide} />
        </Suspense>
        <Suspense fallback={null}>
          <AgreeNotice />
          <TwoFactorNotice />
        </Suspense>
        {companion && (
          <div className={css.wide}>
            <HereCard companion={companion} />
          </div>
        )}
        <Suspense fallback={<Wide />}>
          <Body now={now} zone={zone} />
        </Suspense>
      </div>
    </Page>
  );
}

/** By the role where the person works: nobody asks for what their role does not let them see. */
function Body({ now, zone }: { now: number; zone: string }) {
  const current = useWho()?.current ?? null;
  const { value, failure, refresh } = useLicenses('mine');
  const outlook = outlookOf(current?.role ?? null);
  if (value === null)
    return (
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
    );
  if (current === null)
    return (
      <div className={css.wide}>
        <NoOrganization />
      </div>
    );
  return outlook === 'manager' ? (
    <ManagedBody rows={value.rows} membership={current} now={now} zone={zone} />
  ) : (
    <UserBody rows={value.rows} outlook={outlook} now={now} zone={zone} />
  );
}

const Wide = () => (
  <div className={css.wide}>
    <LoadingState />
  </div>
);
