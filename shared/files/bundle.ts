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

/** What is put into a QR code: the first block, bare of the lines for people and of what rides along. null unless it is whole. */
export function qrText(file: string): string | null {
  const [first] = blocks(file, limitOf);
  return first?.body ? armour(first.label, first.body, []) : null;
}

/** In an intake of many files: seats come back before they are taken, and what a machine confirms counts before it asks for more. */
export const intakeOrder: readonly (KindName | null)[] = ['return-proof', 'license-applied', 'license-request'];
