import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may come in: whoever holds the one-time code, and from then on the cookie it was exchanged for. */
export interface Entrance {
  /** A new code, good once. */
  invite(): string;
  /** The cookie to set, when the code is good. */
  exchange(code: string): string | null;
  isInside(request: IncomingMessage): boolean;
}

/** Cookies do not know ports: the name tells one local page from another. */
export function createEntrance(port: number): Entrance {
  const name = `greenroom-${port}`;
  const codes = new Set<string>();
  const sessions = new Set<string>();
  return {
    invite() {
      const code = randomBytes(24).toString('base64url');
      codes.add(digest(code));
      return code;
    },
    exchange(code) {
      const known = find(codes, code);
      if (known === null) return null;
      codes.delete(known);
      const session = randomBytes(32).toString('base64url');
      sessions.add(digest(session));
      return `${name}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    isInside({ headers }) {
      const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
      return cookies.some(([key, value = '']) => key === name && find(sessions, value) !== null);
    },
  };
}

/**
 * Only this page itself may ask. `Host` is compared with the one address there is, so that no other name can be
 * pointed at it; whatever changes something must come from a page of this origin.
 */
export function isOurs({ headers, method }: IncomingMessage, origin: string): boolean {
  if (headers.host !== new URL(origin).host) return false;
  const isReading = method === 'GET' || method === 'HEAD';
  return headers.origin === origin || (isReading && headers.origin === undefined);
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('hex');

function find(digests: ReadonlySet<string>, secret: string): string | null {
  const wanted = Buffer.from(digest(secret));
  for (const known of digests) if (timingSafeEqual(Buffer.from(known), wanted)) return known;
  return null;
}
