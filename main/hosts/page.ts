/** How the page reaches its companion: by a message port (window) or over HTTP (local page). */
export type Door = 'window' | 'web';

/** What the page may do: load itself, and nothing else. Styles made while running carry the nonce. */
export const contentSecurityPolicy = (nonce: string) =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');

/** What the page may ask the browser for: the camera, to scan a QR code. */
export const permissionsPolicy = [
  'camera=(self)',
  ...['microphone', 'geolocation', 'display-capture', 'usb', 'serial', 'hid', 'bluetooth', 'midi', 'payment'].map(
    (name) => `${name}=()`,
  ),
].join(', ');

/** Fills in what index.html leaves to whoever serves it. */
export const preparePage = (html: string, { door, nonce }: { door: Door; nonce: string }) =>
  html.replace('__GREENROOM_STYLE_NONCE__', nonce).replace('__GREENROOM_DOOR__', door);
