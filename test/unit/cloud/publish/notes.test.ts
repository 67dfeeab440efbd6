import { expect, test } from 'vitest';
import { judgeNotes } from '#cloud/publish/given-notes.ts';
import { text } from '#shared/text/index.ts';

const say = text.publish.notes;
const judge = (words: string) => judgeNotes(Buffer.from(words));

test('D8: notes are kept as they are, with the line ends and without the mark some editors write first', () => {
  const notes = 'Two engines share one take list\n\n### Added\n- A thing.\n';
  expect(judge(notes)).toEqual({ notes });
  expect(judge(`\uFEFF\r\n${notes.replaceAll('\n', '\r\n')}\r\n\r\n`)).toEqual({ notes });
});

test.each([
  ['', say.empty],
  [' \n\n', say.empty],
  ['# Graphics 25.4.0\nText', say.noHeadline],
  ['- A thing', say.noHeadline],
  ['1. A thing', say.noHeadline],
  ['```\ncode\n```', say.noHeadline],
  ['a\0b', say.notText],
  ['x'.repeat(50_001), say.tooLong(50_002, 50_000)],
])('%j is refused', (words, problem) => {
  expect(judge(words)).toEqual({ problem });
});

test('D8: what is not UTF-8 is refused', () => {
  expect(judgeNotes(Uint8Array.of(0x4b, 0xf8, 0x6c))).toEqual({ problem: say.notText });
});
