import { app, session, systemPreferences } from 'electron';
import { isOfThePage } from './places.ts';

/** What the page may ask the system for: to copy a code. */
const allowed = new Set(['clipboard-sanitized-write']);

/** And the camera, to scan a QR code: pictures only, no sound. */
const isCamera = (kinds: readonly string[]) => kinds.length > 0 && kinds.every((kind) => kind === 'video');

/** The page shows itself and nothing else: no other place, no other window, no other permission, no network. */
export function denyEverythingElse(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const { mediaTypes = [] } = details as Electron.MediaAccessPermissionRequest;
    const isForCamera = permission === 'media' && isOfThePage(details.requestingUrl) && isCamera(mediaTypes);
    if (isForCamera) void askForCamera().then(answer);
    else answer(allowed.has(permission));
  });
  defaultSession.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) =>
    permission === 'media'
      ? isOfThePage(`${origin.replace(/\/$/, '')}/`) && mediaType === 'video'
      : allowed.has(permission),
  );
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOurs(url) }));
}

/** macOS asks the person itself, once. */
const askForCamera = (): Promise<boolean> =>
  process.platform === 'darwin' ? systemPreferences.askForMediaAccess('camera') : Promise.resolve(true);

const isOurs = (url: string) => isOfThePage(url) || url.startsWith('devtools:') || url.startsWith('data:');
