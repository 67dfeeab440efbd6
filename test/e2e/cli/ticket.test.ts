import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { at } from '../../../build/steps/places.mjs';
import { startTestCloud } from '../../support/cloud.ts';

it('O3: the vendor lists, reads, answers and closes tickets on the command line, while the cloud serves', async () => {
  const data = mkdtempSync(join(tmpdir(), 'greenroom-tickets-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const secret = 's'.repeat(43);
  const cloud = await startTestCloud({ where: { file: join(data, 'cloud.sqlite') }, config: { secret } });
  const organization = await cloud.addOrganization('Northlight Studios');
  const jo = await cloud.addPerson('Jo', { [organization]: 'member' });
  const { id } = await jo.client.support.create({
    organization,
    subject: 'Black output',
    description: 'Since the update.\n- camera 2',
  });

  const run = async (line: string) => {
    const child = spawn(
      process.execPath,
      [at('cloud', 'main.ts'), ...(line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''))],
      {
        env: { ...process.env, GREENROOM_DATA: data, GREENROOM_SECRET: secret },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (child.exitCode === null) await once(child, 'exit');
    return { exit: child.exitCode, out, error };
  };
  const list = await run('ticket list');
  expect([list.exit, list.error]).toEqual([0, '']);
  expect(list.out).toContain(id);
  expect(list.out).toContain('Black output');

  const shown = await run(`ticket show --ticket ${id}`);
  expect(shown.out).toMatch(/Status +new\nPerson +Jo <jo-/);
  expect(shown.out).toContain('  Since the update.\n  - camera 2\n');
  expect((await run(`ticket reply --ticket ${id} --text "Please try driver 560."`)).out).toContain(
    'Status        pending',
  );
  expect((await jo.client.support.show({ organization, ticket: id })).messages.at(-1)?.text).toBe(
    'Please try driver 560.',
  );
  expect((await run(`ticket close --ticket ${id}`)).exit).toBe(0);
  expect((await run('ticket list --json')).out.trim()).toBe('[]');
  const unknown = await run('ticket show --ticket T-none --json');
  expect([unknown.exit, JSON.parse(unknown.out).error.code]).toEqual([4, 'not-found']);
});
