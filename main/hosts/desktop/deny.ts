import { app, session } from 'electron';
import { pageOrigin } from './places.ts';

/** The only thing the page may ask the system for: to copy a code. */
const allowed = new Set(['clipboard-sanitized-write']);

/** The page shows itself and nothing else: no other place, no other window, no permission, no network. */
export function denyEverythingElse(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)));
  defaultSession.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOurs(url) }));
}

const isOurs = (url: string) =>
  url.startsWith(`${pageOrigin}/`) || url.startsWith('devtools:') || url.startsWith('data:');
