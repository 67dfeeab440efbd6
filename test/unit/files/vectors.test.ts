import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { open } from '#shared/files/open.ts';
import { type KindName, kindNames } from '#shared/files/kinds.ts';
import { Refusal } from '#shared/files/refusal.ts';
import { text } from '#shared/text/index.ts';
import { platform } from '../../support/signed-files.ts';
import { vectorFiles } from '../../vectors/make.ts';
import type { Vector } from '../../vectors/vector.ts';

const published = <Name extends KindName>(kind: Name) =>
  JSON.parse(readFileSync(new URL(`../../vectors/${kind}.json`, import.meta.url), 'utf8')) as Vector<Name>[];

/** What came out of opening it, in the shape of the vector. */
function outcome<Name extends KindName>(kind: Name, vector: Vector<Name>) {
  const opened = open(platform, kind, vector.text, vector.context);
  if (!opened.accepted) return { refused: Refusal.parse(opened.refusal) };
  return { accepted: { payload: opened.payload, digest: opened.digest } };
}

describe('license', () => {
  test.each(published('license'))('$name', (vector) => {
    expect(vector).toMatchObject(outcome('license', vector));
  });
});
describe('trust-root', () => {
  test.each(published('trust-root'))('$name', (vector) => {
    expect(vector).toMatchObject(outcome('trust-root', vector));
  });
});

test('the published vectors are what the generator makes', () => {
  for (const [name, made] of Object.entries(vectorFiles())) {
    expect(readFileSync(new URL(`../../vectors/${name}`, import.meta.url), 'utf8')).toBe(made);
  }
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
