export interface Chapter {
  title: string;
  paragraphs: readonly string[];
}

/** A4, in points. */
const page = { width: 595, height: 842, left: 64, top: 770, bottom: 72 };
const leading = 17;
/** Letters in a line of 11 points: Helvetica is about half as wide as it is high. */
const columns = 82;

/**
 * A document that every reader shows: a title page, then a chapter a page, in Helvetica, which no file needs to carry
 * (ISO 32000-1, 9.6.2.2). `chapters`: plain ASCII, each short enough for its page.
 */
export function pdfOf(title: string, subtitle: string, chapters: readonly Chapter[]): Buffer {
  const pages = [
    [text('F2', 30, 560, title), text('F1', 14, 530, subtitle)].join('\n'),
    ...chapters.map((chapter, at) => chapterPage(`${at + 1}  ${chapter.title}`, chapter.paragraphs)),
  ];
  const firstPage = 6;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${firstPage + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Title (${escaped(title)}) /Producer (Greenroom sample) >>`,
    ...pages.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents ${firstPage + at * 2 + 1} 0 R ` +
        '/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  return fileOf(objects);
}

/** The objects, and the table of where each begins (7.5.4). */
function fileOf(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n';
  const starts = objects.map((object, at) => {
    const start = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const entries = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, 'latin1');
}

function chapterPage(title: string, paragraphs: readonly string[]): string {
  const lines = paragraphs.flatMap((paragraph) => [...wrapped(paragraph), '']);
  const heights = lines.map((_, at) => page.top - 40 - at * leading);
  if ((heights.at(-1) ?? page.top) < page.bottom) throw new Error(`the chapter ${title} is longer than its page`);
  return [text('F2', 18, page.top, title), ...lines.map((line, at) => text('F1', 11, heights[at] ?? 0, line))].join(
    '\n',
  );
}

function wrapped(paragraph: string): string[] {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

const text = (font: 'F1' | 'F2', size: number, at: number, words: string) =>
  `BT /${font} ${size} Tf ${page.left} ${at} Td (${escaped(words)}) Tj ET`;

const escaped = (words: string) => words.replaceAll(/[\\()]/g, (letter) => `\\${letter}`);
