import type { Style } from './style.ts';

/** Markdown of release notes, as a terminal can show it: headings, lists and paragraphs, wrapped; marks that only print would need are left out. */
export function notes(markdown: string, style: Style): string {
  const width = Math.min(style.width, 100);
  return paragraphsOf(markdown)
    .map(({ kind, words }) => {
      if (kind === 'heading') return `\n${style.strong(words)}\n`;
      const [first, rest] = kind === 'item' ? ['  • ', '    '] : ['', ''];
      return wrapped(words, width - first.length)
        .map((line, at) => `${at === 0 ? first : rest}${line}\n`)
        .join('');
    })
    .join('')
    .trimStart();
}

/** Its headline: the first line. */
export const headline = (markdown: string): string => {
  const [first] = paragraphsOf(markdown);
  return first?.kind === 'text' ? first.words : '';
};

interface Paragraph {
  kind: 'heading' | 'item' | 'text';
  words: string;
}

function paragraphsOf(markdown: string): Paragraph[] {
  const found: Paragraph[] = [];
  let isOpen = false;
  for (const line of markdown.split('\n')) {
    const words = plain(line.replace(/^\s*(#{1,6}\s+|[-*+]\s+|\d+[.)]\s+)?/, '').trim());
    const kind = /^\s*#{1,6}\s/.test(line) ? 'heading' : /^\s*([-*+]|\d+[.)])\s/.test(line) ? 'item' : 'text';
    const last = found.at(-1);
    if (words === '') isOpen = false;
    else if (kind === 'text' && isOpen && last) last.words += ` ${words}`;
    else {
      found.push({ kind, words });
      isOpen = kind !== 'heading';
    }
  }
  return found;
}

/** Without emphasis and code marks; a link is followed by its address. */
const plain = (words: string) =>
  words
    .replaceAll(/!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (_all, label: string, url: string) =>
      label && label !== url ? `${label} (${url})` : url,
    )
    .replaceAll(/(\*\*|__|`)(.+?)\1/g, '$2');

function wrapped(words: string, width: number): string[] {
  const lines = [''];
  for (const word of words.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length <= width || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
