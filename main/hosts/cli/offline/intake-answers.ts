import { join } from 'node:path';
import { toFailure } from '#shared/contract/failure.ts';
import type { Failure } from '#shared/errors.ts';
import { joinFiles } from '#shared/files/bundle.ts';
import { carriedName } from '#shared/files/carried-name.ts';
import type { CarriedFile } from '#shared/models/offline.ts';
import { deviceOf } from '../../../adapters/drives/durable.ts';
import { openSaver, type Saver } from '../../../adapters/drives/save-files.ts';
import type { Carried } from './intake-items.ts';
import { put } from './put.ts';

/** Where answers go: one file for each beside its request, all into one place, or all into one file. */
export interface Destination {
  to: string | undefined;
  bundle: boolean;
}

interface Answered {
  carried: Carried;
  file: CarriedFile;
}

export interface Answers {
  /** Takes answers as they come: what is issued is on the disk before the next are asked for. */
  take(answered: readonly Answered[]): Promise<void>;
  /** Writes what is written as one. */
  finish(out: (text: string) => void): Promise<void>;
  places(): string[];
  written(): number;
  /** A seat is taken although the file could not be written: asked again, the same file comes. */
  troubles(): { failure: Failure; count: number }[];
}

/** `folders`: where the requests lie. A stick that is pulled out after this is missed, and its place not taken for it. */
export async function createAnswers(
  { to, bundle }: Destination,
  folders: readonly (string | null)[],
  now: number,
): Promise<Answers> {
  const chosen = new Map<string, number | null>();
  for (const folder of [...folders, to]) if (folder) chosen.set(folder, await deviceOf(folder));
  const together: Answered[] = [];
  const places = new Set<string>();
  const troubles: { failure: Failure; count: number }[] = [];
  let written = 0;

  /** A full stick does not keep the rest from being answered. */
  async function attempt(count: number, task: () => Promise<void>): Promise<void> {
    try {
      await task();
      written += count;
    } catch (error) {
      const failure = toFailure(error);
      if (!failure) throw error;
      const same = troubles.find((one) => one.failure.code === failure.code);
      if (same) same.count += count;
      else troubles.push({ failure, count });
    }
  }

  async function saveAll(folder: string, answered: readonly Answered[]): Promise<void> {
    let saver: Saver | null = null;
    for (const { carried, file } of answered)
      await attempt(1, async () => {
        saver ??= await openSaver(folder, { chosen: chosen.get(folder) });
        carried.saved = join(folder, await saver.save(file));
        places.add(folder);
      });
    await attempt(0, async () => saver?.finish());
  }

  return {
    async take(answered) {
      const byFolder = new Map<string, Answered[]>();
      for (const one of answered) {
        const folder = to ?? one.carried.source.folder;
        if (bundle || folder === null || folder === '-') together.push(one);
        else byFolder.set(folder, [...(byFolder.get(folder) ?? []), one]);
      }
      for (const [folder, ones] of byFolder) await saveAll(folder, ones);
    },
    async finish(out) {
      if (together.length === 0) return;
      const text = joinFiles(together.map(({ file }) => file.text));
      const name = carriedName('greenroom-answers', now, '.license');
      const target = to ?? (bundle ? '.' : '-');
      await attempt(together.length, async () => {
        const place = await put({ name, text }, target, { out });
        for (const { carried } of together) carried.saved = place;
        if (place !== null) places.add(place);
      });
    },
    places: () => [...places],
    written: () => written,
    troubles: () => troubles,
  };
}
