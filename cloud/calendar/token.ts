import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../keys/sealed.ts';

/** A feed: of a person, or of an organization as this person may see it. */
export interface Feed {
  person: string;
  /** null: the person's own leases and licenses. */
  organization: string | null;
}

const id = '[A-Za-z0-9-]{1,64}';
const shape = new RegExp(`^(${id})(?:\\.(${id}))?\\.([A-Za-z0-9_-]{43})$`);

/** The secret part of a feed's address. Nothing of it is kept: whoever knows the secret of the cloud can make it again. */
export function tokenOf(secret: string, feed: Feed, generation: number): string {
  const { person, organization } = feed;
  return [person, ...(organization === null ? [] : [organization]), macOf(secret, feed, generation)].join('.');
}

/** The feed a token claims to be of; null when it is no token. Not believed before `isGenuine`. */
export function readToken(token: string): (Feed & { mac: string }) | null {
  const [, person, organization = null, mac] = shape.exec(token) ?? [];
  return person && mac ? { person, organization, mac } : null;
}

export function isGenuine(secret: string, { mac, ...feed }: Feed & { mac: string }, generation: number): boolean {
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, feed, generation)));
}

const macOf = (secret: string, { person, organization }: Feed, generation: number) =>
  createHmac('sha256', deriveKey(secret, 'calendar'))
    .update(JSON.stringify([person, organization, generation]))
    .digest('base64url');
