import { lazy, Suspense, type ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { DocumentKind } from '#shared/models/document.ts';
import { LoadingState } from '../parts/states.tsx';
import { Bare } from '../shell/bare.tsx';
import { Shell } from '../shell/shell.tsx';
import { useApi, useStatus } from '../state/use.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const AccountPage = lazy(async () => ({ default: (await import('./account/account-page.tsx')).AccountPage }));
const ConfirmEmailPage = lazy(async () => ({
  default: (await import('./account/confirm-email-page.tsx')).ConfirmEmailPage,
}));
const DocumentPage = lazy(async () => ({ default: (await import('./portal/document-page.tsx')).DocumentPage }));
const DevicePage = lazy(async () => ({ default: (await import('./portal/device-page.tsx')).DevicePage }));
const DocumentationPage = lazy(async () => ({
  default: (await import('./help/documentation-page.tsx')).DocumentationPage,
}));
const DownloadsPage = lazy(async () => ({ default: (await import('./downloads/downloads-page.tsx')).DownloadsPage }));
const InvitationPage = lazy(async () => ({ default: (await import('./portal/invitation-page.tsx')).InvitationPage }));
const CalendarPage = lazy(async () => ({ default: (await import('./calendar/calendar-page.tsx')).CalendarPage }));
const LicensesPage = lazy(async () => ({ default: (await import('./licenses/licenses-page.tsx')).LicensesPage }));
const MachinesPage = lazy(async () => ({ default: (await import('./machines/machines-page.tsx')).MachinesPage }));
const OfflinePage = lazy(async () => ({ default: (await import('./offline/offline-page.tsx')).OfflinePage }));
const OrganizationPage = lazy(async () => ({
  default: (await import('./organization/organization-page.tsx')).OrganizationPage,
}));
const OutboxPage = lazy(async () => ({ default: (await import('./portal/outbox-page.tsx')).OutboxPage }));
const OverviewPage = lazy(async () => ({ default: (await import('./overview/overview-page.tsx')).OverviewPage }));
const PickerPage = lazy(async () => ({ default: (await import('./picker/picker-page.tsx')).PickerPage }));
const ProductsPage = lazy(async () => ({ default: (await import('./products/products-page.tsx')).ProductsPage }));
const SupportPage = lazy(async () => ({ default: (await import('./support/support-page.tsx')).SupportPage }));
const UnsubscribePage = lazy(async () => ({
  default: (await import('./portal/unsubscribe-page.tsx')).UnsubscribePage,
}));
const TeamPage = lazy(async () => ({ default: (await import('./team/team-page.tsx')).TeamPage }));
const PeopleFilePage = lazy(async () => ({
  default: (await import('./people-file/people-file-page.tsx')).PeopleFilePage,
}));
const ResetPage = lazy(async () => ({ default: (await import('./account/reset-page.tsx')).ResetPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./settings/settings-page.tsx')).SettingsPage }));

/** A page anybody may see, signed in or not; null when this address is not one. */
export function openPages(path: string, inPortal: boolean): ReactNode {
  const [, first, second] = path.split('/');
  if (inPortal && first === 'invitation' && second)
    return <Later page={<InvitationPage key={second} invitation={second} />} />;
  if (inPortal && first === 'unsubscribe' && second) return <Later page={<UnsubscribePage token={second} />} />;
  if (inPortal && first === 'reset') return <Later page={<ResetPage />} />;
  if (inPortal && first === 'confirm-email') return <Later page={<ConfirmEmailPage />} />;
  const document = DocumentKind.safeParse(first);
  if (document.success)
    return <Later page={<DocumentPage key={path} kind={document.data} version={second || undefined} />} />;
  if (first === 'outbox') return <Later page={<OutboxPage />} />;
  return null;
}

/** The pages of somebody who is signed in. */
export function Pages() {
  const { companion } = useApi();
  return (
    <Switch>
      <Route path="/device">
        <Bare quiet>
          <Later page={<DevicePage />} />
        </Bare>
      </Route>
      {companion && (
        <Route path="/picker">
          <Bare>
            <Later page={<PickerPage />} />
          </Bare>
        </Route>
      )}
      <Route>
        <Shell>
          <Switch>
            <Route path="/">
              <Start />
            </Route>
            <Route path="/overview">
              <Later page={<OverviewPage />} />
            </Route>
            <Route path="/licenses/:license?">
              {({ license }) => <Later page={<LicensesPage key={license} license={license} />} />}
            </Route>
            <Route path="/downloads/:product?/:version?">
              {({ product, version }) => <Later page={<DownloadsPage product={product} version={version} />} />}
            </Route>
            <Route path="/offline">
              <Later page={<OfflinePage />} />
            </Route>
            <Route path="/documentation">
              <Later page={<DocumentationPage />} />
            </Route>
            <Route path="/support/:ticket?">{({ ticket }) => <Later page={<SupportPage ticket={ticket} />} />}</Route>
            <Route path="/team/:person?">{({ person }) => <Later page={<TeamPage person={person} />} />}</Route>
            <Route path="/team-file">
              <Later page={<PeopleFilePage />} />
            </Route>
            <Route path="/products/:plan?">{({ plan }) => <Later page={<ProductsPage plan={plan} />} />}</Route>
            <Route path="/machines/:show?">{({ show }) => <Later page={<MachinesPage show={show} />} />}</Route>
            <Route path="/organization/:show?">{({ show }) => <Later page={<OrganizationPage show={show} />} />}</Route>
            <Route path="/calendar">
              <Later page={<CalendarPage />} />
            </Route>
            <Route path="/account/:section?">
              {({ section }) => <Later page={<AccountPage section={section} />} />}
            </Route>
            {companion && (
              <Route path="/settings">
                <Later page={<SettingsPage companion={companion} />} />
              </Route>
            )}
            <Route>
              <NotFoundPage />
            </Route>
          </Switch>
        </Shell>
      </Route>
    </Switch>
  );
}

/** An unlicensed machine starts in the picker, everything else in the overview. */
function Start() {
  const held = useStatus(({ leases }) => leases.length);
  return <Redirect to={held === 0 ? '/picker' : '/overview'} replace />;
}

const Later = ({ page }: { page: ReactNode }) => <Suspense fallback={<LoadingState />}>{page}</Suspense>;
