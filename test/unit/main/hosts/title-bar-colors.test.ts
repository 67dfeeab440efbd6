import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { titleBarColors } from '#main/hosts/desktop/title-bar-colors.ts';

const tokens = readFileSync(new URL('../../../../renderer/styles/tokens.css', import.meta.url), 'utf8');

/** The values a token has, the dark theme first. */
const valuesOf = (token: string) =>
  [...tokens.matchAll(new RegExp(`--gr-${token}: *(#[0-9a-f]{6})`, 'g'))].map(([, value]) => value);

it('draws the title bar in the colours of the page', () => {
  const { dark, light } = titleBarColors;
  expect([dark.color, light.color]).toEqual(valuesOf('desk'));
  expect([dark.symbolColor, light.symbolColor]).toEqual(valuesOf('text-2'));
});
