import { joinFiles } from '#shared/files/bundle.ts';
import { carriedName } from '#shared/files/carried-name.ts';
import type { CarriedFile, Drive } from '#shared/models/offline.ts';
import type { CompanionClient } from '../api/api.ts';
import { shortNameOf } from './offline-places.ts';

/** Where files go: a stick, or the downloads of this browser. */
export type SavePlace = { to: 'drive'; drive: Pick<Drive, 'id' | 'label'> } | { to: 'downloads' };

export interface Saved {
  /** The stick's name; null: the downloads. */
  drive: string | null;
  names: readonly string[];
  /** How many signed files are in them. */
  count: number;
}

export interface SavePorts {
  companion: Pick<CompanionClient, 'drive'> | null;
  download: (file: CarriedFile) => void;
}

/** Saves files where a person can take them along. Throws what the drive says. */
export async function saveFiles(
  files: readonly CarriedFile[],
  place: SavePlace,
  { companion, download }: SavePorts,
): Promise<Saved> {
  if (place.to === 'drive' && companion) {
    const { saved } = await companion.drive.save({ drive: place.drive.id, files: [...files] });
    return { drive: shortNameOf(place.drive), names: saved, count: files.length };
  }
  for (const file of files) download(file);
  return { drive: null, names: files.map(({ name }) => name), count: files.length };
}

/** One file with the answers to many: each machine finds its own in it. One answer keeps its own name. */
export function bundleOf(files: readonly CarriedFile[], owner: string, moment: number): CarriedFile | null {
  const [first] = files;
  if (!first || files.length === 1) return first ?? null;
  const isOnlyReceipts = files.every(({ name }) => name.endsWith('.return-receipt'));
  const name = carriedName(owner, moment, isOnlyReceipts ? '.return-receipt' : '.license');
  return { name, text: joinFiles(files.map(({ text }) => text)) };
}
