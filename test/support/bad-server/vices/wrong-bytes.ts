import { changingContent } from '../answering.ts';

/** The right head; one byte of every so many is flipped, at chance places. */
export const wrongBytes = (oneIn: number) =>
  changingContent((answer, _, { random }) => ({
    ...answer,
    body: flipped(answer.body, () => random() * oneIn * 2),
  }));

async function* flipped(body: Iterable<Buffer> | AsyncIterable<Buffer>, distance: () => number) {
  let left = distance();
  for await (const piece of body) {
    for (; left < piece.length; left += 1 + distance()) piece[Math.floor(left)]! ^= 0x10;
    left -= piece.length;
    yield piece;
  }
}
