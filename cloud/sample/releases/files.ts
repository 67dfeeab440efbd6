import type { FileToPut } from '../../publish/put-artifact.ts';
import { type Piece, revised, sourceOf } from './bytes.ts';
import { pdfOf } from './pdf.ts';
import { type FileLine, megabyte, type ReleaseLine } from './release-line.ts';
import { zipOf } from './zip.ts';

export type SampleSize = 'full' | 'small';

interface OfRelease {
  product: { id: string; name: string };
  release: ReleaseLine;
}

/** Enough for a few chunks. */
const smallest = 0.15 * megabyte;
const disclaimer = 'This is a sample and installs nothing.';

/** The file of a line, made while it is read. */
export function fileOf({ product, release }: OfRelease, line: FileLine, size: SampleSize): FileToPut {
  const { id, kind, title, platform, arch, ending } = line;
  const about = `${product.name} ${release.version}`;
  const system = platform === null ? id : `${platform}-${arch}`;
  const fileName = `${product.id}-${release.version}-${system}.${ending}`;
  return {
    description: { id, kind, title, platform, arch, fileName },
    source: sourceOf(piecesOf(line, about, size)),
  };
}

function piecesOf(line: FileLine, about: string, size: SampleSize): Piece[] {
  if (line.form === 'guide') return [pdfOf(about, line.title, line.chapters)];
  const bytes = size === 'full' ? line.size : Math.round(Math.max(smallest, line.size / 32));
  if (line.form === 'installer') {
    return [Buffer.from(headOf(line.ending, about)), ...revised(line.series, bytes, line.revision)];
  }
  return zipOf([
    { name: `${line.title}/README.txt`, content: Buffer.from(`${line.title}\n\n${line.readMe}\n\n${disclaimer}\n`) },
    { name: `${line.title}/content.bin`, content: { noise: line.title, from: 0, length: bytes } },
  ]);
}

/** What somebody finds who opens an installer of the sample. A shell stops at `exit` and never sees the noise behind it. */
function headOf(ending: string, about: string): string {
  if (ending !== 'run') return `${about}\r\n${disclaimer}\r\n`;
  return `#!/bin/sh\n# ${about}\necho '${disclaimer}'\nexit 0\n`;
}
