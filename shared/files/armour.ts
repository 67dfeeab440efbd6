/** One armoured block as found in a text. `body` is the text inside, unless it is broken. */
export interface Block {
  label: string;
  body: string | null;
}

const begin = '-----BEGIN GREENROOM ';
const end = '-----END GREENROOM ';
const dashes = '-----';
const columns = 64;
const mostBlocks = 10_000;

/** Puts base64 into a block, under lines for the person who carries the file. They are never interpreted. */
export function armour(label: string, base64: string, header: readonly string[]): string {
  const lines = header.map(plainLine);
  if (lines.length > 0) lines.push('');
  lines.push(`${begin}${label}${dashes}`);
  for (let at = 0; at < base64.length; at += columns) lines.push(base64.slice(at, at + columns));
  lines.push(`${end}${label}${dashes}`, '');
  return lines.join('\n');
}

/** A block that was begun and never ended: what stands for one that arrived broken. */
export const brokenBlock = (label: string) => `${begin}${label}${dashes}\n`;

/**
 * Walks the blocks of a text one by one. Tolerates BOM, CRLF, blanks around lines, and mail quoting.
 * Takes time by the length of the text, and memory by the size of one block.
 */
export function* blocks(text: string, limit: (label: string) => number): Generator<Block> {
  let at = 0;
  for (let found = 0; found < mostBlocks; ) {
    const start = text.indexOf(begin, at);
    if (start < 0) return;
    const [line, next] = lineAt(text, start);
    const label = isLineStart(text, start) ? labelIn(line, begin) : null;
    at = next;
    if (label === null) continue;
    const { body, end: after } = readBody(text, at, label, limit(label));
    yield { label, body };
    found++;
    at = after;
  }
}

function readBody(text: string, from: number, label: string, limit: number): { body: string | null; end: number } {
  const lines: string[] = [];
  let at = from;
  while (at < text.length) {
    const [line, next] = lineAt(text, at);
    if (labelIn(line, begin) !== null) break;
    const closes = labelIn(line, end);
    if (closes !== null) return { body: closes === label ? lines.join('') : null, end: next };
    at = next;
    if (at - from > limit) break;
    lines.push(line);
  }
  return { body: null, end: at };
}

/** A line without what may stand around it, and where the next one begins. */
function lineAt(text: string, from: number): [line: string, next: number] {
  const newline = text.indexOf('\n', from);
  const to = newline < 0 ? text.length : newline;
  return [bare(text, from, to), to + 1];
}

function isLineStart(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isPadding(text, before)) before--;
  return before < 0 || text[before] === '\n';
}

/** The line without quoting in front and blanks around it. By hand: a pattern would look twice at hostile lines. */
function bare(text: string, from: number, to: number): string {
  while (from < to && isPadding(text, from)) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

const isBlank = (code: number) => code === 0x20 || code === 0x09 || code === 0x0d;
/** A byte-order mark may stand in the middle too: where files that have one were joined. */
const isPadding = (text: string, at: number) =>
  text[at] === '>' || text[at] === '\uFEFF' || isBlank(text.charCodeAt(at));

function labelIn(line: string, start: string): string | null {
  if (!line.startsWith(start) || !line.endsWith(dashes) || line.length > 80) return null;
  return line.slice(start.length, -dashes.length);
}

/** Names come from people: a header line must neither break nor look like a block. */
function plainLine(line: string): string {
  return line
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/-{3,}/g, '--')
    .slice(0, 200);
}
