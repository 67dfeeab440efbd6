import type { Letter } from './port.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (words: string) => words.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
const isAddress = (paragraph: string) => /^https?:\/\/\S+$/.test(paragraph);

export function plainText({ paragraphs }: Pick<Letter, 'paragraphs'>): string {
  return `${paragraphs.join('\n\n')}\n`;
}

/** The same words as HTML, without anything to load. */
export function html({ paragraphs }: Pick<Letter, 'paragraphs'>): string {
  const lines = paragraphs.map((paragraph) => {
    const words = escape(paragraph).replaceAll('\n', '<br>');
    return isAddress(paragraph) ? `<p><a href="${words}">${words}</a></p>` : `<p>${words}</p>`;
  });
  return `<!doctype html><html><body style="font-family: sans-serif; max-width: 36em">${lines.join('\n')}</body></html>`;
}
