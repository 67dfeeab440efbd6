import { armour, blocks, brokenBlock } from './armour.ts';
import { kindLabelled, type KindName, limitOf } from './kinds.ts';

/** One block of a text, as a file of its own. Nothing is known about it yet but what stands on its label. */
export interface LooseBlock {
  label: string;
  /** null: this version knows no such kind. */
  kind: KindName | null;
  /** Armoured anew, without lines for people. One that was cut or broken stays broken. */
  text: string;
}

/** Takes a bundle apart, for rows that are sent one by one. Empty when there is no block; 10 000 at most. */
export function splitBlocks(text: string): LooseBlock[] {
  return Array.from(blocks(text, limitOf), ({ label, body }) => ({
    label,
    kind: kindLabelled(label),
    text: body === null ? brokenBlock(label) : armour(label, body, []),
  }));
}

/** Makes one file of several. */
export const joinFiles = (texts: readonly string[]): string =>
  texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('\n');

/** What is put into a QR code: the bare block, without the lines for people. null unless it holds exactly one whole block. */
export function qrText(file: string): string | null {
  const [only, ...others] = blocks(file, limitOf);
  return only?.body && others.length === 0 ? armour(only.label, only.body, []) : null;
}
