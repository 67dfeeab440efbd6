import { crc32 } from 'node:zlib';
import { noiseOf, type Piece } from './bytes.ts';

interface Entry {
  name: string;
  content: Piece;
}

const version = 20;
/** 1980-01-01, the first day that a zip file knows. */
const date = 0x21;

/** A zip archive whose entries are stored as they are (PKWARE APPNOTE, 4.3). */
export function zipOf(entries: readonly Entry[]): Piece[] {
  const pieces: Piece[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content } of entries) {
    const facts = factsOf(name, content);
    const head = Buffer.concat([numbers([4, 0x04034b50], ...facts), Buffer.from(name)]);
    directory.push(
      numbers([4, 0x02014b50], [2, version], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
      Buffer.from(name),
    );
    pieces.push(head, content);
    at += head.length + content.length;
  }
  const list = Buffer.concat(directory);
  const { length: count } = entries;
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, at], [2, 0]);
  return [...pieces, list, end];
}

/** What both headers of an entry say of it. */
function factsOf(name: string, content: Piece): Field[] {
  let checksum = 0;
  for (const bytes of content instanceof Uint8Array ? [content] : noiseOf(content)) checksum = crc32(bytes, checksum);
  const { length } = content;
  return [
    [2, version],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, date],
    [4, checksum],
    [4, length],
    [4, length],
    [2, Buffer.byteLength(name)],
    [2, 0],
  ];
}

type Field = [width: 2 | 4, value: number];

/** Numbers one after the other, the lowest byte first. */
function numbers(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.map(([width, value]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value, 0, width);
      return bytes;
    }),
  );
}
