import type { Drive } from '#shared/models/offline.ts';

/** How a stick is called: "E:" where drives have letters, else its label. */
export function shortNameOf({ id, label }: Pick<Drive, 'id' | 'label'>): string {
  const letter = letterOf(id);
  return letter ?? label;
}

/** "E:" of a Windows path; null elsewhere. */
export const letterOf = (id: string): string | null => id.match(/^[A-Za-z]:/)?.[0] ?? null;

/** How a stick is called of which only its place is known, as once it is gone: "E:", or the last folder of it. */
export const placeName = (id: string): string => letterOf(id) ?? id.split('/').findLast((part) => part !== '') ?? id;

/** What is on a stick, for whom. */
export interface Found {
  requests: number;
  /** Proofs and acknowledgements: what else comes back from machines. */
  others: number;
  /** Files with something for this machine. */
  forHere: string[];
  trustRoots: string[];
}

const others = new Set(['return-proof', 'license-applied']);

export function foundOn({ files }: Pick<Drive, 'files'>): Found {
  const found: Found = { requests: 0, others: 0, forHere: [], trustRoots: [] };
  for (const { name, kinds, isForThisMachine } of files) {
    for (const { kind, count } of kinds) {
      if (kind === 'license-request') found.requests += count;
      if (others.has(kind)) found.others += count;
      if (kind === 'trust-root') found.trustRoots.push(name);
    }
    if (isForThisMachine) found.forHere.push(name);
  }
  return found;
}

/** Files with something for whoever answers. */
export const filesForIntake = ({ files }: Pick<Drive, 'files'>): string[] =>
  files
    .filter(({ kinds }) => kinds.some(({ kind }) => kind === 'license-request' || others.has(kind)))
    .map(({ name }) => name);

/** Tells one state of a stick from another: a stick is read by itself once, not at every glance. */
export const signatureOf = (drive: Pick<Drive, 'id' | 'label' | 'files'>): string =>
  [drive.id, drive.label, ...filesForIntake(drive)].join('\n');

/** The stick that new files go to: where the requests came from, else the first that can be written. */
export function targetOf(drives: readonly Drive[], preferred: string | null): Drive | null {
  const writable = drives.filter(({ isWritable }) => isWritable);
  return writable.find(({ id }) => id === preferred) ?? writable[0] ?? null;
}

/** Whether it is worth a word that a stick was put in. */
export function isOfInterest(drive: Pick<Drive, 'files'>): boolean {
  const { requests, others: rest, forHere, trustRoots } = foundOn(drive);
  return requests + rest + forHere.length + trustRoots.length > 0;
}
