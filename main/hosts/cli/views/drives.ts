import type { Drive } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

const words = text.cli.offline.drives;
const kinds = text.window.inspect.kinds;

/** The sticks in this machine with the Greenroom files on them, and what could not be read. */
export function drives(all: readonly Drive[], style: Style): string {
  const rows = all.flatMap((drive) => {
    const first = [style.strong(drive.label), drive.isWritable ? sizeOf(drive.freeBytes) : words.readOnly] as const;
    if (drive.files.length === 0) return [[...first, '', words.empty, '']];
    return drive.files.map((file, at) => [
      ...(at === 0 ? first : ['', '']),
      file.name,
      file.kinds.map(({ kind, count }) => holds(kind, count)).join(', '),
      file.isForThisMachine ? style.tally('here', words.here) : '',
    ]);
  });
  const skipped = all.flatMap((drive) =>
    drive.skipped.map(({ name, why }) => `${[drive.label, name].filter(Boolean).join('/')}: ${why}\n`),
  );
  return table({ headings: words.headings, givesWay: 2 }, rows, words.none, style) + skipped.join('');
}

const holds = (kind: string, count: number) => (count === 1 ? '' : `${count} × `) + (kinds[kind] ?? kind);

/** 7.0 GB */
function sizeOf(bytes: number | null): string {
  if (bytes === null) return '';
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
