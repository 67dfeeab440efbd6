import { day } from '#shared/models/time.ts';
import type { Clock } from '../ports.ts';
import { makeLinkToken } from './link-token.ts';
import type { Link } from './port.ts';

/** Makes the address of a file. */
export type Links = (key: string) => Link;

/** A browser that fetches by such an address cannot ask for a new one: long enough for a slow line. */
const life = day;

/** Addresses at this cloud, which serves the files of a folder itself: `/releases/<token>/<file name>`. */
export function linksOfCloud({
  publicUrl,
  secret,
  clock,
}: {
  publicUrl: string;
  secret: Uint8Array;
  clock: Clock;
}): Links {
  return (key) => {
    const expiresAt = clock.now() + life;
    const fileName = encodeURIComponent(key.slice(key.lastIndexOf('/') + 1));
    return { url: `${publicUrl}/releases/${makeLinkToken(secret, key, expiresAt)}/${fileName}`, expiresAt };
  };
}

/** Addresses at a plain web server or CDN in front of the folder or bucket. */
export const linksOfWebServer =
  (base: string): Links =>
  (key) => ({ url: `${base}/${key.split('/').map(encodeURIComponent).join('/')}`, expiresAt: null });
