import { Failure } from '#shared/errors.ts';
import type { CarriedRelease, Library, LibraryEntry } from '#shared/models/release.ts';
import { explain, text } from '#shared/text/index.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

const words = text.cli.downloads.library;

/** What is on this machine by product, and how much room it takes. */
export function library({ folder, entries, usedBytes, oldBytes, freeBytes }: Library, style: Style): string {
  if (entries.length === 0) return `${words.none}\n`;
  const products = new Map(entries.map(({ product, productName }) => [product, productName]));
  const shown = [...products].map(([id, name]) => {
    const rows = entries.filter(({ product }) => product === id).map((entry) => rowOf(entry, style));
    return `${style.strong(name)}  ${style.quiet(id)}\n${table({ headings: words.headings, givesWay: 0 }, rows, '', style)}`;
  });
  const free = freeBytes === null ? '' : `, ${words.free(freeBytes)}`;
  const old = oldBytes > 0 ? `${words.oldBytes(oldBytes)}\n` : '';
  return [...shown, `${words.total(entries.length, usedBytes, folder)}${free}\n${old}`].join('\n');
}

function rowOf({ title, version, size, isKept, isOld, artifact }: LibraryEntry, style: Style): string[] {
  const state = isOld ? style.tally('held', words.old) : '';
  return [
    title,
    style.strong(version),
    text.sizes.bytes(size),
    [isKept ? words.kept : '', state].filter(Boolean).join(', '),
    artifact,
  ];
}

/** Releases on the sticks in this machine. */
export function carried(all: readonly CarriedRelease[], style: Style): string {
  const rows = all.map(({ drive, folder, productName, version, artifacts, freshness, refusal }) => [
    refusal === null
      ? style.tally('here', freshness === 'fresh' ? words.good : words.unknownFreshness)
      : style.tally('ended', explain(new Failure('file-refused', { refusal })).sentence),
    style.strong(`${productName} ${version}`),
    String(artifacts.length),
    text.sizes.bytes(artifacts.reduce((sum, { size }) => sum + size, 0)),
    folder,
    drive,
  ]);
  return table({ headings: words.carriedHeadings, givesWay: 0 }, rows, words.noneCarried, style);
}
