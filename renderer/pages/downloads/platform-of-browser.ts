import type { Platform } from '#shared/models/machine.ts';

/** The system a browser runs on, as it says itself; null when it is none that there are installers for. */
export function platformOfBrowser(userAgent: string): Platform | null {
  if (/Windows NT/.test(userAgent)) return 'windows';
  if (/Macintosh/.test(userAgent)) return 'macos';
  return /Linux/.test(userAgent) && !/Android/.test(userAgent) ? 'linux' : null;
}
