import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { version } from '#shared/version.ts';

test('the version is the one of package.json', async () => {
  const packageFile = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(packageFile)).toMatchObject({ version });
});
