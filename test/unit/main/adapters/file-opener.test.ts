import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFileOpener } from '#main/adapters/file-opener.ts';
import { codeOf } from '../../../support/apart.ts';

const path = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = path;
});

/** A folder on the PATH, and nothing else, with an `xdg-open` that notes its arguments. */
function systemWith(exit: number | null) {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-test-'));
  const noted = join(folder, 'noted');
  if (exit !== null) {
    const program = `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > '${noted}'\nexit ${exit}\n`;
    writeFileSync(join(folder, 'xdg-open'), program);
    chmodSync(join(folder, 'xdg-open'), 0o755);
  }
  process.env['PATH'] = folder;
  return () => readFileSync(noted, 'utf8').trim().split('\n');
}

describe('opening files with the programs of the system', () => {
  const file = '/library/a $(touch x) & b.run';

  it('hands the path over as one argument that no shell reads', async () => {
    const noted = systemWith(0);
    await createFileOpener('linux').open(file);
    expect(noted()).toEqual(['1', file]);
    await createFileOpener('linux').reveal(file);
    expect(noted()).toEqual(['1', '/library']);
  });

  it.each([
    ['no program for it', 'linux', 3],
    ['none at all', 'linux', null],
    ['no way known', 'aix', 0],
  ] as const)('says so where there is %s', async (_, platform, exit) => {
    systemWith(exit);
    expect(await codeOf(createFileOpener(platform).open(file))).toBe('nothing-to-open-with');
  });
});
