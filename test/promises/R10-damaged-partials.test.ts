import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { chunked } from '../support/chunked.ts';
import { seededContent } from '../support/content.ts';
import { createRun } from '../support/downloading/create-run.ts';
import { downloadHalfway } from '../support/downloading/halfway.ts';
import { foundAt } from '../support/downloading/run-download.ts';
import { figure, report } from '../support/promise.ts';
import { seededRandom } from '../support/random.ts';

const size = figure(12, 200) * 1_000_000;
const content = seededContent('R10', size);
const right = content.read(0, size);
const chunks = chunked(content);
const { list } = chunks;
const random = seededRandom(10);

type Halfway = Awaited<ReturnType<typeof downloadHalfway>>;

async function halfway() {
  const one = await downloadHalfway(createRun(), content, chunks);
  onTestFinished(() => one.stop());
  const part = readFileSync(one.part);
  /** The chunks that are whole on disk, and how many bytes the others have. */
  const whole = Array.from({ length: list.count }, (_, chunk) => chunk).filter((chunk) => {
    const [from, to] = [list.offset(chunk), list.offset(chunk + 1)];
    return part.subarray(from, to).equals(right.subarray(from, to));
  });
  const missing = size - lengthOf(whole);
  expect(whole.length).toBeGreaterThan(10);
  expect(missing).toBeGreaterThan(size / 10);
  return { ...one, whole, missing, content: part };
}

const lengthOf = (some: readonly number[]) => some.reduce((sum, chunk) => sum + list.length(chunk), 0);

async function expectRightAfter(one: Halfway) {
  const outcome = await one.goOn();
  expect(outcome.failure).toBeNull();
  expect(foundAt(one.path, right)).toBe('the file');
  expect(readdirSync(one.folder)).toEqual(['installer.bin']);
  return outcome;
}

test('R10 one byte flipped in the partial: that chunk is fetched again, and nothing else', async () => {
  const one = await halfway();
  const chunk = one.whole[Math.floor(random() * one.whole.length)]!;
  one.content[list.offset(chunk) + Math.floor(random() * list.length(chunk))]! ^= 1;
  writeFileSync(one.part, one.content);
  const { fetched, notes } = await expectRightAfter(one);
  report(
    `R10: one byte of ${size} flipped: ${fetched - one.missing} bytes fetched twice, its chunk has ${list.length(chunk)}`,
  );
  expect(fetched).toBe(one.missing + list.length(chunk));
  expect(notes).toContainEqual({ code: 'repaired', chunks: 1 });
});

test('R10 a torn tail: blocks that never reached the disk cost the chunks they were in', async () => {
  const one = await halfway();
  const last = one.whole.at(-1)!;
  const from = list.offset(last) + 1000;
  one.content.fill(0, from, from + 4096);
  writeFileSync(one.part, one.content);
  expect((await expectRightAfter(one)).fetched).toBe(one.missing + list.length(last));
});

test('R10 the partial is shorter than it was: what is lost is fetched, and nothing else', async () => {
  const one = await halfway();
  truncateSync(one.part, size / 4);
  const left = one.whole.filter((chunk) => list.offset(chunk + 1) <= size / 4);
  expect((await expectRightAfter(one)).fetched).toBe(size - lengthOf(left));
});

test('R10 another file in place of the partial: nothing of it is believed', async () => {
  const one = await halfway();
  writeFileSync(one.part, seededContent('R10, another', size).read(0, size));
  expect((await expectRightAfter(one)).fetched).toBe(size);
});

test('R10 the partial is gone and its journal is not', async () => {
  const one = await halfway();
  rmSync(one.part);
  expect((await expectRightAfter(one)).fetched).toBe(size);
});

const journals: [string, (one: Halfway) => void | Promise<void>][] = [
  ['is missing', ({ journal }) => rmSync(journal)],
  ['is empty', ({ journal }) => writeFileSync(journal, '')],
  ['is noise', ({ journal }) => writeFileSync(journal, seededContent('noise', 5000).read(0, 5000))],
  ['was torn', ({ journal }) => truncateSync(journal, Math.floor(readFileSync(journal).length / 2))],
  ['has a flipped byte', ({ journal }) => flipIn(journal)],
  ['is that of another file', async ({ journal }) => writeFileSync(journal, await foreignJournal())],
];

function flipIn(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 0x20;
  writeFileSync(path, bytes);
}

async function foreignJournal(): Promise<Buffer> {
  const other = seededContent('R10, foreign', size);
  const one = await downloadHalfway(createRun(), other, chunked(other, 2), 0.8);
  one.stop();
  return readFileSync(one.journal);
}

test.each(journals)(
  'R10 the journal %s: what is on disk is hashed, and at most a chunk is fetched twice',
  async (_, harm) => {
    const one = await halfway();
    expect(existsSync(one.journal)).toBe(true);
    await harm(one);
    const { fetched } = await expectRightAfter(one);
    expect(fetched - one.missing).toBeLessThanOrEqual(
      Math.max(...Array.from({ length: list.count }, (_, at) => list.length(at))),
    );
  },
);
