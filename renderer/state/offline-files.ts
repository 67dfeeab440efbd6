import { splitBlocks } from '#shared/files/bundle.ts';
import type { KindName } from '#shared/files/kinds.ts';
import { mostFiles } from '../parts/most-files.ts';

/** What a file is asked for; a picked or dropped `File` is one. */
export interface Readable {
  name: string;
  size: number;
  type: string;
  text(): Promise<string>;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** One signed block of what came in. */
export interface Piece {
  kind: KindName | null;
  /** The file it came in. */
  name: string;
  text: string;
}

/** Why a file was not used. */
export interface Unused {
  name: string;
  why: 'tooLarge' | 'empty' | 'unreadable' | 'foreign' | 'noQr';
}

export interface Arrival {
  pieces: Piece[];
  unused: Unused[];
  /** More files than anybody carries: the rest was left alone. */
  wasCut: boolean;
}

export interface ReadingPorts {
  /** The text of a QR code in a picture; null: there is none. */
  readPicture: (picture: Readable) => Promise<string | null>;
  onProgress: (done: number) => void;
  signal: AbortSignal;
}

export const largestFile = 64 * 1024 * 1024;

const headBytes = 4096;

/** Reads what was dropped or chosen, file by file. A file is looked at before it is read: its size, and whether it is text. */
export async function readArrival(files: Iterable<Readable>, ports: ReadingPorts): Promise<Arrival> {
  const arrival: Arrival = { pieces: [], unused: [], wasCut: false };
  let done = 0;
  for (const file of files) {
    if (ports.signal.aborted) return arrival;
    if (done === mostFiles) return { ...arrival, wasCut: true };
    const found = await readOne(file, ports.readPicture);
    if (typeof found === 'string') arrival.unused.push({ name: file.name, why: found });
    else arrival.pieces.push(...found);
    done += 1;
    ports.onProgress(done);
  }
  return arrival;
}

async function readOne(
  file: Readable,
  readPicture: ReadingPorts['readPicture'],
): Promise<readonly Piece[] | Unused['why']> {
  if (file.size > largestFile) return 'tooLarge';
  if (file.size === 0) return 'empty';
  try {
    if (file.type.startsWith('image/')) return piecesOf(file.name, await readPicture(file)) ?? 'noQr';
    const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
    if (head.includes(0)) return 'foreign';
    return piecesOf(file.name, await file.text()) ?? 'foreign';
  } catch {
    // Moved, unplugged, or not this person's to read: the browser does not say which.
    return 'unreadable';
  }
}

/** The blocks of a text; null when there is none. */
export function piecesOf(name: string, text: string | null): readonly Piece[] | null {
  const blocks = text === null ? [] : splitBlocks(text);
  return blocks.length === 0 ? null : blocks.map(({ kind, text: block }) => ({ kind, name, text: block }));
}

const forIntake = new Set<KindName | null>(['license-request', 'return-proof', 'license-applied']);

/** What a machine without a network wrote, to be answered by one with. */
export const isForIntake = ({ kind }: Pick<Piece, 'kind'>): boolean => forIntake.has(kind);
