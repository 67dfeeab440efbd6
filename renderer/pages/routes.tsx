import { lazy, Suspense, type ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { LoadingState } from '../parts/states.tsx';
import { Bare } from '../shell/bare.tsx';
import { Shell } from '../shell/shell.tsx';
import { useApi, useStatus } from '../state/use.tsx';
import { HelpPage } from './help/help-page.tsx';
import { LicensesPage } from './licenses/licenses-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { OverviewPage } from './overview/overview-page.tsx';
import { PickerPage } from './picker/picker-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';

const DevicePage = lazy(async () => ({ default: (await import('./portal/device-page.tsx')).DevicePage }));
const InvitationPage = lazy(async () => ({ default: (await import('./portal/invitation-page.tsx')).InvitationPage }));
const CalendarPage = lazy(async () => ({ default: (await import('./calendar/calendar-page.tsx')).CalendarPage }));
const MachinesPage = lazy(async () => ({ default: (await import('./machines/machines-page.tsx')).MachinesPage }));
const OutboxPage = lazy(async () => ({ default: (await import('./portal/outbox-page.tsx')).OutboxPage }));

/** A page anybody may see, signed in or not; null when this address is not one. */
export function openPages(path: string, inPortal: boolean): ReactNode {
  const [, first, second] = path.split('/');
  if (inPortal && first === 'invitation' && second)
    return <Later page={<InvitationPage key={second} invitation={second} />} />;
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
            <PickerPage />
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
              <OverviewPage />
            </Route>
            <Route path="/licenses/:license?">
              {({ license }) => <LicensesPage key={license} license={license} />}
            </Route>
            <Route path="/documentation">
              <HelpPage about="documentation" />
            </Route>
            <Route path="/support">
              <HelpPage about="support" />
            </Route>
            <Route path="/machines/:show?">{({ show }) => <Later page={<MachinesPage show={show} />} />}</Route>
            <Route path="/calendar">
              <Later page={<CalendarPage />} />
            </Route>
            {companion && (
              <Route path="/settings">
                <SettingsPage companion={companion} />
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
