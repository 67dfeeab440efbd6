import type { Drive } from '#shared/models/offline.ts';
import type { ArtifactHere, CarriedRelease } from '#shared/models/release.ts';

/** Whether a stick can take so many bytes; where it does not say how full it is, it may be tried. */
export type Room = 'fits' | 'read-only' | 'too-small';

export function roomOn({ isWritable, freeBytes }: Pick<Drive, 'isWritable' | 'freeBytes'>, bytes: number): Room {
  if (!isWritable) return 'read-only';
  return freeBytes !== null && freeBytes < bytes ? 'too-small' : 'fits';
}

/** The stick that is written to: the one that was chosen, as long as it has room, else the first that has. */
export function targetFor(drives: readonly Drive[], bytes: number, preferred: string | null): Drive | null {
  const usable = drives.filter((drive) => roomOn(drive, bytes) === 'fits');
  return usable.find(({ id }) => id === preferred) ?? usable[0] ?? null;
}

export interface SaveSize {
  /** To be written to the stick. */
  bytes: number;
  /** Of them, not on this machine yet. */
  fetched: number;
}

export function sizeOf(artifacts: readonly ArtifactHere[], chosen: ReadonlySet<string>): SaveSize {
  const wanted = artifacts.filter(({ id }) => chosen.has(id));
  const sum = (some: readonly ArtifactHere[]) => some.reduce((total, { size }) => total + size, 0);
  return { bytes: sum(wanted), fetched: sum(wanted.filter(({ isHere }) => !isHere)) };
}

/** What tells a release on a stick from the others. */
export const carriedKey = ({ drive, folder }: Pick<CarriedRelease, 'drive' | 'folder'>): string =>
  `${drive}\n${folder}`;

/** The files of a carried release that may be taken: it verified, and they are not here yet. */
export const takeable = ({ refusal, artifacts }: CarriedRelease): ArtifactHere[] =>
  refusal === null ? artifacts.filter(({ isHere }) => !isHere) : [];

/** The releases on a stick that are worth a word: genuine, and with something that is not on this machine. */
export const offeredOn = (carried: readonly CarriedRelease[], drive: string): CarriedRelease[] =>
  carried.filter((release) => release.drive === drive && takeable(release).length > 0);

export interface Taking {
  release: CarriedRelease;
  artifacts: ArtifactHere[];
}

/** What is taken of what is ticked: each file once, though several sticks may carry it. */
export function takingOf(
  carried: readonly CarriedRelease[],
  isTicked: (release: CarriedRelease, artifact: string) => boolean,
): Taking[] {
  const taken = new Set<string>();
  return carried.flatMap((release) => {
    const artifacts = takeable(release).filter(({ id }) => {
      const which = `${release.product} ${release.version} ${id}`;
      if (!isTicked(release, id) || taken.has(which)) return false;
      taken.add(which);
      return true;
    });
    return artifacts.length > 0 ? [{ release, artifacts }] : [];
  });
}
