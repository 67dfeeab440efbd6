const begin = '-----BEGIN GREENROOM ';
const end = '-----END GREENROOM ';
const dashes = '-----';

/** A block of the largest kind, as base64 with its line ends; and no line of text that matters is longer. */
const longestBlock = 400 * 1024;

/** Takes text as it comes and keeps its armoured blocks: at most one line and one block are held besides them. */
export interface BlockCollector {
  push(text: string): void;
  /** The blocks as text, one after the other; what was cut off is kept as far as it came, so that it shows as damaged. */
  finish(): string;
  /** There was more than fits; the rest was not looked at. */
  isFull(): boolean;
}

/** How much may be kept, together over several files. */
export interface Budget {
  blocks: number;
  characters: number;
}

/** Collects the blocks of one file; what it keeps is taken from the budget. */
export function createBlockCollector(budget: Budget): BlockCollector {
  const kept: string[] = [];
  let block: string[] | null = null;
  let size = 0;
  let rest = '';
  let isFull = false;

  function close(): void {
    if (block === null) return;
    const text = `${block.join('\n')}\n`;
    block = null;
    isFull ||= budget.blocks < 1 || budget.characters < text.length;
    if (isFull) return;
    budget.blocks -= 1;
    budget.characters -= text.length;
    kept.push(text);
  }

  function take(line: string): void {
    const bare = withoutPadding(line);
    if (isMark(bare, begin)) {
      close();
      block = [bare];
      size = bare.length;
    } else if (block !== null) {
      block.push(bare);
      size += bare.length + 1;
      if (isMark(bare, end) || size > longestBlock) close();
    }
  }

  return {
    push(text) {
      const all = rest + text;
      let at = 0;
      for (;;) {
        // Between blocks, only a line with a mark is worth a look.
        const mark = block === null ? all.indexOf(begin, at) : at;
        if (mark < 0) at = Math.max(at, all.lastIndexOf('\n') + 1);
        else if (block === null) at = Math.max(at, all.lastIndexOf('\n', mark) + 1);
        const newline = mark < 0 ? -1 : all.indexOf('\n', Math.max(at, mark));
        if (newline < 0) break;
        take(all.slice(at, newline));
        at = newline + 1;
      }
      rest = all.slice(at);
      // What is left of a line without an end is no line of ours any more.
      if (rest.length > longestBlock) {
        take(rest.slice(0, longestBlock + 1));
        rest = 'x';
      }
    },
    finish() {
      take(rest);
      close();
      rest = '';
      return kept.join('\n');
    },
    isFull: () => isFull,
  };
}

const isMark = (line: string, mark: string) => line.startsWith(mark) && line.endsWith(dashes) && line.length <= 80;

/** The line without what mail programs, editors and FAT put around it. */
function withoutPadding(line: string): string {
  let [from, to] = [0, line.length];
  while (from < to && (line[from] === '>' || line[from] === '\uFEFF' || isBlank(line.charCodeAt(from)))) from++;
  while (to > from && isBlank(line.charCodeAt(to - 1))) to--;
  return line.slice(from, to);
}

const isBlank = (code: number) => code === 0x20 || code === 0x09 || code === 0x0d;
