import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { envelopeIn, licensedFolder } from '../../support/licensed-folder.ts';
import { tamper } from '../../support/signed-files.ts';

const page = readFileSync(new URL('../../../shared/files/FORMAT.md', import.meta.url), 'utf8');
const script = /```sh\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
const hasTools = spawnSync('sh', ['-c', 'command -v openssl && command -v jq']).status === 0;

/** Runs the commands of the page as they stand there. */
function byHand(folder: string, product: string) {
  const { status, stdout } = spawnSync('sh', ['-c', script, 'check', product], {
    env: { PATH: process.env['PATH'], GREENROOM_STATE: folder },
    encoding: 'utf8',
  });
  return { status, said: stdout.trim() };
}

test.skipIf(!hasTools)(
  'the page’s own commands, with nothing but openssl and jq, come to the same verdicts',
  { timeout: 60_000 },
  async () => {
    const { folder } = await licensedFolder();
    const license = join(folder, 'leases', 'current.license');
    const good = readFileSync(license, 'utf8');
    expect(byHand(folder, 'graphics')).toEqual({ status: 0, said: 'licensed: Graphics XR for Northlight Studios' });
    expect(byHand(folder, 'tracking')).toEqual({ status: 12, said: 'not licensed' });

    const ended = await licensedFolder({ leases: [] });
    expect(byHand(ended.folder, 'graphics')).toEqual({ status: 12, said: 'not licensed' });

    const envelope = JSON.parse(envelopeIn(good)) as { payload: string };
    const payload = Buffer.from(envelope.payload, 'base64').toString().replace('"graphics"', '"tracking"');
    const forged = JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') });
    writeFileSync(
      license,
      `-----BEGIN GREENROOM LICENSE-----\n${Buffer.from(forged).toString('base64')}\n-----END GREENROOM LICENSE-----\n`,
    );
    expect(byHand(folder, 'tracking')).toEqual({ status: 13, said: 'refused: bad signature' });

    writeFileSync(license, tamper(good));
    expect(byHand(folder, 'graphics').status).toBe(13);
  },
);

test.skipIf(!hasTools)('openssl agrees about the key id of the machine', async () => {
  const { folder, machine } = await licensedFolder();
  const der = execFileSync('openssl', ['pkey', '-in', join(folder, 'machine.key'), '-pubout', '-outform', 'DER']);
  const digest = execFileSync('openssl', ['dgst', '-sha256', '-r'], { input: der, encoding: 'utf8' });
  expect(digest.slice(0, 16)).toBe(machine.machine().id);
});
