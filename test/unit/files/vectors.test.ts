import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type KindName, kindNames } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import { Refusal } from '#shared/files/refusal.ts';
import { text } from '#shared/text/index.ts';
import { forEachKind, sampleFiles } from '../../support/sample-files.ts';
import { platform } from '../../support/signed-files.ts';
import { vectorFiles } from '../../vectors/make.ts';
import { openVector, type Vector } from '../../vectors/vector.ts';

const read = (name: string) => readFileSync(new URL(`../../vectors/${name}`, import.meta.url), 'utf8');
const published = <Name extends KindName>(kind: Name) => JSON.parse(read(`${kind}.json`)) as Vector<Name>[];

/** What came out of opening it, in the shape of the vector. */
function outcome<Name extends KindName>(kind: Name, vector: Vector<Name>) {
  const opened = openVector(kind, vector);
  if (!opened.accepted) return { refused: Refusal.parse(opened.refusal) };
  return { accepted: { payload: opened.payload, digest: opened.digest } };
}

describe.each(kindNames)('%s', (kind) => {
  test.each(published(kind))('$name', (vector) => {
    expect(vector).toMatchObject(outcome(kind, vector));
  });

  test('has vectors that are accepted, vectors that are refused, and names that differ', () => {
    const vectors = published(kind);
    expect(vectors.some(({ accepted }) => accepted)).toBe(true);
    expect(vectors.some(({ refused }) => refused)).toBe(true);
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
  });
});

describe('corpus', () => {
  const corpus = JSON.parse(read('corpus.json')) as { name: string; text: string; verdicts: Record<string, string> }[];
  test.each(corpus)('$name', ({ text, verdicts }) => {
    forEachKind(sampleFiles(), (kind, { context }) => {
      const opened = open(platform, kind, text, context);
      expect(opened.accepted ? 'accepted' : opened.refusal.code).toBe(verdicts[kind]);
    });
  });
});

test('the published vectors are what the generator makes', () => {
  const made = vectorFiles();
  expect(made.map(([name]) => name)).toEqual([...kindNames.map((kind) => `${kind}.json`), 'corpus.json']);
  for (const [name, text] of made) expect(read(name)).toBe(text);
});

test('every refusal has a vector, a sentence and a next step', () => {
  const refused = kindNames.flatMap((kind) => published(kind).flatMap(({ refused: refusal }) => refusal ?? []));
  const codes = new Set(refused.map(({ code }) => code));
  expect([...codes].toSorted()).toEqual(Refusal.options.map(({ shape }) => shape.code.value).toSorted());
  for (const refusal of refused) {
    const explain = text.refusals[refusal.code] as (sides: Refusal) => { sentence: string; next: string };
    expect(explain(refusal).sentence).toMatch(/\.$/);
    expect(explain(refusal).next).toMatch(/\.$/);
  }
});

test('where two things differ, the sentence names both', () => {
  const explain = text.refusals;
  const refusals = kindNames.flatMap((kind) => published(kind).flatMap(({ refused: refusal }) => refusal ?? []));
  let compared = 0;
  for (const refusal of refusals) {
    if (!('here' in refusal) || refusal.found === null || refusal.found === refusal.here) continue;
    const { sentence } = (explain[refusal.code] as (sides: Refusal) => { sentence: string })(refusal);
    expect(sentence).toContain(refusal.found);
    expect(sentence).toContain(refusal.here);
    compared++;
  }
  expect(compared).toBeGreaterThan(10);
});
