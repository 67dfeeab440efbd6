import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { studio } from '../../../support/publishing.ts';

test('A1: a Markdown file is published on the command line as it is, once for each version', {
  timeout: 60_000,
}, async () => {
  const { cloud, path } = await studio();
  await writeFile(path('terms.md'), '# House rules\n\nBe "kind".\n');
  const publish = () =>
    cloud(['document', 'publish', '--kind', 'terms', '--version', '2', '--input', path('terms.md'), '--json']);
  const first = await publish();
  expect([first.exit, JSON.parse(first.said)]).toMatchObject([
    0,
    { kind: 'terms', version: '2', title: 'House rules' },
  ]);
  const again = await publish();
  expect([again.exit, JSON.parse(again.said)]).toMatchObject([4, { error: { code: 'document-exists' } }]);
  const { said } = await cloud(['document', 'list', '--json']);
  expect((JSON.parse(said) as { version: string }[]).map(({ version }) => version)).toEqual(['2', '1', '1']);
});
