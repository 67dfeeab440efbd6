import { expect, it } from 'vitest';
import { markAll, noMarks, stretchMarks, toggleMark } from '../../../renderer/state/marks.ts';

const rows = ['a', 'b', 'c', 'd', 'e'];
const stretch = (marks: typeof noMarks, to: string, from: string | null = null) => stretchMarks(marks, rows, from, to);

it('L6: rows are marked one by one, and no longer', () => {
  const both = toggleMark(toggleMark(noMarks, 'b'), 'd');
  expect([...both.ids]).toEqual(['b', 'd']);
  expect([...toggleMark(both, 'b').ids]).toEqual(['d']);
});

it('L6: a stretch goes from the last one that was marked, either way; a shorter one gives the others back', () => {
  const one = toggleMark(noMarks, 'c');
  expect([...stretch(one, 'e').ids]).toEqual(['c', 'd', 'e']);
  const longer = stretch(stretch(one, 'e'), 'd');
  expect([...longer.ids]).toEqual(['c', 'd']);
  expect([...stretch(longer, 'a').ids].toSorted()).toEqual(['a', 'b', 'c']);
});

it('L6: what was marked before a stretch stays', () => {
  const marks = toggleMark(toggleMark(noMarks, 'a'), 'd');
  expect([...stretch(marks, 'e').ids].toSorted()).toEqual(['a', 'd', 'e']);
});

it('L6: where nothing was marked, a stretch begins at the row the keyboard is in', () => {
  expect([...stretch(noMarks, 'c', 'b').ids]).toEqual(['b', 'c']);
  expect([...stretch(markAll(['x']), 'b', 'a').ids]).toEqual(['x', 'a', 'b']);
});
