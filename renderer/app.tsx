import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { ErrorState, LoadingState } from './parts/states.tsx';
import { Arrivals } from './pages/inspect/arrivals.tsx';
import { openPages, Pages } from './pages/routes.tsx';
import { SignedOut } from './pages/sign-in/signed-out.tsx';
import { Bare } from './shell/bare.tsx';
import { CreateOrganizationHost } from './shell/create-organization-host.tsx';
import { DriveOffer } from './shell/drive-offer.tsx';
import { FocusKeeper } from './shell/focus-keeper.tsx';
import { Palette } from './shell/palette/palette.tsx';
import { ThemeKeeper } from './shell/theme-keeper.tsx';
import { useApi, useLive, useSession, useStatus, useStores } from './state/use.tsx';

const { shell } = text.window;

/** Which of the few large situations this is; inside them the address decides. */
export function App() {
  return (
    <>
      <ThemeKeeper />
      <FocusKeeper />
      <Situation />
      <Palette />
      <Arrivals />
      <DriveOffer />
    </>
  );
}

function Situation() {
  const { companion } = useApi();
  const { refreshSession } = useStores();
  const live = useLive();
  const session = useSession();
  const [path] = useLocation();
  useLandInPicker();

  if (companion && live.phase === 'lost' && !live.status && live.failure)
    return (
      <Bare quiet>
        <ErrorState
          alone
          failure={live.failure}
          title={live.failure.code === 'page-not-opened' ? shell.notOpenedTitle : shell.lostTitle}
        />
      </Bare>
    );
  const open = openPages(path, companion === null);
  if (open) return <Bare quiet>{open}</Bare>;
  switch (session.state) {
    case 'loading':
      return (
        <Bare quiet>
          <LoadingState />
        </Bare>
      );
    case 'failed':
      return (
        <Bare quiet>
          <ErrorState
            alone
            failure={session.failure}
            action={{ label: text.window.parts.tryAgain, run: () => void refreshSession() }}
          />
        </Bare>
      );
    case 'signed-out':
    case 'waiting':
      return <SignedOut />;
    case 'signed-in':
      return (
        <>
          <Pages />
          <CreateOrganizationHost />
        </>
      );
  }
}

/** Whoever loses the last lease of this machine while looking at the window lands in the picker. */
function useLandInPicker() {
  const [, go] = useLocation();
  const held = useStatus(({ leases }) => leases.length) ?? 0;
  const ended = useStatus(({ notices }) => notices.filter(({ kind }) => kind === 'lease-ended').length) ?? 0;
  const before = useRef({ held, ended });
  useEffect(() => {
    if (before.current.held > 0 && held === 0 && ended > before.current.ended) go('/picker');
    before.current = { held, ended };
  }, [held, ended, go]);
}
