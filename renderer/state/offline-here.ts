import type { OpenRequest, OpenReturn } from '#shared/models/offline.ts';
import type { HeldLease, Status } from '#shared/models/status.ts';
import { foundOn } from './offline-places.ts';

/** Whether this machine knows which cloud it belongs to; until then it can ask for nothing. */
export const knowsItsCloud = ({ cloud }: Pick<Status, 'cloud'>): boolean => cloud.fingerprint !== null;

/** What a request without further thought asks for: who holds an offline lease wants it longer. */
export const usualPurpose = ({ leases }: Pick<Status, 'leases'>): OpenRequest['purpose'] =>
  leases.some(({ mode, standing }) => mode === 'offline' && standing !== 'ended') ? 'renew' : 'activate';

/** Whether the hardware changed and nobody with a network has confirmed it yet. */
export const needsRepair = ({ notices }: Pick<Status, 'notices'>): boolean =>
  notices.some(({ kind }) => kind === 'machine-changed');

/** What a request asks for, by name where this machine has met it; null: whatever is given. */
export function wantedName({ wanted }: Pick<OpenRequest, 'wanted'>, leases: readonly HeldLease[]): string | null {
  if (!wanted) return null;
  const known = leases.find(({ product }) => product.id === wanted.product);
  const edition = leases.find(({ product, edition }) => product === known?.product && edition.id === wanted.edition);
  const names = [known?.product.name ?? wanted.product, edition?.edition.name ?? wanted.edition];
  return names.filter(Boolean).join(' ');
}

/** Proofs whose receipt has not come yet. */
export const outstandingReturns = ({ offline }: Pick<Status, 'offline'>): OpenReturn[] =>
  offline.returns.filter(({ receiptAt }) => receiptAt === null);

/** What is under way by file, for the number beside the page's name. */
export const outstandingOf = (status: Pick<Status, 'offline'>): number =>
  status.offline.requests.length + outstandingReturns(status).length;

/** Files in sticks that wait to be applied on this machine. */
export const waitingHere = ({ drives }: Pick<Status, 'drives'>): number =>
  drives.reduce((sum, drive) => sum + foundOn(drive).forHere.length, 0);

/** The leases a person may take offline, put back online, or give back with a file. */
export function leasesByMode(leases: readonly HeldLease[]): { online: HeldLease[]; offline: HeldLease[] } {
  const running = leases.filter(({ standing }) => standing !== 'ended');
  return {
    online: running.filter(({ mode }) => mode === 'online'),
    offline: leases.filter(({ mode }) => mode === 'offline'),
  };
}

/** A word of a fingerprint, and whether what was typed at its place is the same. */
export interface ComparedWord {
  word: string;
  is: 'open' | 'same' | 'other';
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);

/** Compares words as people type them: case, dashes and blanks do not matter, and the last one may be half written. */
export function compareWords(fingerprint: string, typed: string): ComparedWord[] {
  const given = wordsOf(typed);
  const isOpenEnded = /[a-z]$/i.test(typed);
  return wordsOf(fingerprint).map((word, index) => {
    const other = given[index];
    if (other === undefined) return { word, is: 'open' };
    if (other === word) return { word, is: 'same' };
    const isHalfWritten = isOpenEnded && index === given.length - 1 && word.startsWith(other);
    return { word, is: isHalfWritten ? 'open' : 'other' };
  });
}

/** The fingerprint as it is written down, from what was typed. */
export function spokenFingerprint(typed: string): string {
  const words = wordsOf(typed);
  return [words.slice(0, 4), words.slice(4)]
    .filter((half) => half.length > 0)
    .map((half) => half.join('-'))
    .join(' ');
}

/** "Graphics XR" as a slug: people write names where slugs are meant. Null: nothing was written. */
export function slugOf(typed: string): string | null {
  const slug = typed
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? null : slug.slice(0, 40).replace(/-+$/, '');
}
