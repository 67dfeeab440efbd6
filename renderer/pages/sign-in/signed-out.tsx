import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { CloudAbout } from '#shared/contract/cloud/about.ts';
import { LoadingState } from '../../parts/states.tsx';
import { Bare } from '../../shell/bare.tsx';
import type { Live } from '../../state/live.ts';
import { createResource, type Resource } from '../../state/resource.ts';
import { useApi, useResource, useStores } from '../../state/use.tsx';
import { PortalSignInPage } from './portal-sign-in-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

const DownloadsPage = lazy(async () => ({ default: (await import('../downloads/downloads-page.tsx')).DownloadsPage }));
const OfflinePage = lazy(async () => ({ default: (await import('../offline/offline-page.tsx')).OfflinePage }));
const SetUpPage = lazy(async () => ({ default: (await import('../set-up/set-up-page.tsx')).SetUpPage }));
const SettingsPage = lazy(async () => ({ default: (await import('../settings/settings-page.tsx')).SettingsPage }));

export type About = Resource<CloudAbout> & { refresh: () => Promise<void> };

/** Nobody is signed in: set up an empty cloud, or sign in; the connection can be changed meanwhile. */
export function SignedOut() {
  const { companion } = useApi();
  const [path, go] = useLocation();
  const [isDownloads, downloads] = useRoute('/downloads/:product?/:version?');
  const about = useAbout();
  if (companion && path === '/settings')
    return (
      <Bare>
        <Suspense fallback={<LoadingState />}>
          <SettingsPage companion={companion} onBack={() => go('/')} />
        </Suspense>
      </Bare>
    );
  if (companion && isDownloads)
    return (
      <Bare>
        <Suspense fallback={<LoadingState />}>
          <DownloadsPage product={downloads.product} version={downloads.version} onBack={() => go('/')} />
        </Suspense>
      </Bare>
    );
  if (path === '/offline')
    return (
      <Bare>
        <Suspense fallback={<LoadingState />}>
          <OfflinePage onBack={() => go('/')} />
        </Suspense>
      </Bare>
    );
  if (about.value?.needsSetUp)
    return (
      <Suspense fallback={<LoadingState />}>
        <SetUpPage cloud={about.value} onDone={() => void about.refresh()} />
      </Suspense>
    );
  if (companion) return <SignInPage companion={companion} about={about} />;
  if (about.value === null && about.phase !== 'failed')
    return (
      <Bare quiet>
        <LoadingState />
      </Bare>
    );
  return <PortalSignInPage about={about} />;
}

/** What the cloud says about itself; asked again when this machine moves to another, or its cloud comes back. */
function useAbout(): About {
  const { cloud } = useApi();
  const { explain, live, now } = useStores();
  const [store] = useState(() => createResource(() => cloud.about.show({}), explain, now));
  const about = useResource(store);
  useEffect(
    () =>
      live.subscribe((next, last) => {
        if (last.status && placeOf(next) !== placeOf(last)) void store.refresh();
      }),
    [live, store],
  );
  return about;
}

const placeOf = ({ status }: Live) => status && `${status.cloud.url} ${status.cloud.state}`;
