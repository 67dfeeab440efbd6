import { readFile } from 'node:fs/promises';
import { text } from '#shared/text/index.ts';
import { type Problem, unreadable } from './given-files.ts';

const say = text.publish;
/** As many characters as a manifest takes (files/release.ts). */
const longest = 50_000;

/** Reads release notes. `path`: undefined where none was named, which is said elsewhere. */
export async function readNotes(path: string | undefined): Promise<{ notes: string; problems: Problem[] }> {
  const judged = path === undefined ? { notes: '' } : await judgedFile(path);
  if ('notes' in judged) return { ...judged, problems: [] };
  return { notes: '', problems: [{ field: path ?? '', ...judged }] };
}

async function judgedFile(path: string): Promise<{ notes: string } | { problem: string }> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { problem: unreadable(error) };
  }
  return judgeNotes(bytes);
}

/** The notes in a file; or what is wrong with them. */
export function judgeNotes(bytes: Uint8Array): { notes: string } | { problem: string } {
  let words: string;
  try {
    words = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: say.notes.notText };
  }
  if (words.includes('\0')) return { problem: say.notes.notText };
  const notes = `${words.replaceAll(/\r\n?/g, '\n').trim()}\n`;
  if (notes === '\n') return { problem: say.notes.empty };
  if (notes.length > longest) return { problem: say.notes.tooLong(notes.length, longest) };
  if (/^(#|[-*+]\s|\d+\.\s|>|```|\||<)/.test(notes)) return { problem: say.notes.noHeadline };
  return { notes };
}
