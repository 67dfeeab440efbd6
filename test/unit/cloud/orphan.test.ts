import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const program = new URL('../../../cloud/main.ts', import.meta.url).pathname;

it('an embedded cloud ends when the app that started it was killed', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-orphan-'));
  const cloud = spawn(process.execPath, [program, 'serve', '--embedded', '--parent', '--empty'], {
    env: { ...process.env, GREENROOM_DATA: folder },
  });
  const ended = once(cloud, 'exit');
  await once(cloud.stdout, 'data');
  // As the kernel does it: nobody is at the other ends any more.
  for (const end of [cloud.stdin, cloud.stdout, cloud.stderr]) end.destroy();
  expect(await ended).toEqual([0, null]);
  rmSync(folder, { recursive: true, force: true });
});
