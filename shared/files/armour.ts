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

/** Walks the blocks of a text one by one. Tolerates BOM, CRLF, blanks around lines, and mail quoting. */
export function* blocks(text: string, limit: (label: string) => number): Generator<Block> {
  let label: string | null = null;
  let body: string[] = [];
  let size = 0;
  let found = 0;
  for (const line of linesOf(text)) {
    const opens = labelIn(line, begin);
    if (opens !== null) {
      if (label !== null) yield { label, body: null };
      if (++found > mostBlocks) return;
      [label, body, size] = [opens, [], 0];
    } else if (label !== null) {
      const closes = labelIn(line, end);
      size += line.length;
      if (closes === null && size <= limit(label)) body.push(line);
      else {
        yield { label, body: closes === label ? body.join('') : null };
        label = null;
      }
    }
  }
  if (label !== null) yield { label, body: null };
}

/** Line by line, so that a long text is never held twice. */
function* linesOf(text: string): Generator<string> {
  let from = text.startsWith('\uFEFF') ? 1 : 0;
  while (from <= text.length) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    yield bare(text, from, to);
    from = to + 1;
  }
}

/** The line without quoting in front and blanks around it. By hand: a pattern would look twice at hostile lines. */
function bare(text: string, from: number, to: number): string {
  while (from < to && (isBlank(text.charCodeAt(from)) || text[from] === '>')) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

const isBlank = (code: number) => code === 0x20 || code === 0x09 || code === 0x0d;

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
