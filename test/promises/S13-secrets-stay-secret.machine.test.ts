import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as nodeFiles from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createPrivateKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { envelopeIn, licensedFolder } from '../support/licensed-folder.ts';
import { heartbeat, introduction, openMachine } from '../support/machine.ts';
import { report } from '../support/promise.ts';

/** The secret in every writing in which it could slip out. */
function writingsOf(pem: string): string[] {
  const key = createPrivateKey(pem);
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const seed = der.subarray(-32);
  const body = pem.split('\n').slice(1, -2).join('');
  return [
    body,
    der.toString('base64'),
    ...[seed, der].flatMap((bytes) => [
      bytes.toString('hex'),
      bytes.toString('base64url'),
      bytes.toString('latin1'),
      bytes.join(','),
    ]),
  ];
}

/** What a carried file says, as whoever finds a stick can read it. */
const payloadIn = (text: string) =>
  Buffer.from((JSON.parse(envelopeIn(text)) as { payload: string }).payload, 'base64').toString();

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('S13 the machine’s private key is in one file, and in nothing else that is written, sent, thrown or shown', async () => {
  const { folder, machine, lease } = await licensedFolder();
  const pem = readFileSync(join(folder, 'machine.key'), 'utf8');
  const secrets = writingsOf(pem);
  const call = await machine.openCall({ ...heartbeat, purpose: 'pick', license: 'license-1' });
  const refused: unknown = await machine.applyAnswer(call, 'nonsense').catch((error: unknown) => error);
  const broken = await openMachine({
    folder,
    fs: { ...nodeFiles, rename: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) },
  });
  const full: unknown = await broken.rename('OTHER').catch((error: unknown) => error);

  const files = [
    (await machine.makeRequest({ purpose: 'activate', wanted: null, ...introduction })).file,
    await machine.giveBackByFile(lease.id),
  ].flatMap((file) => [file.name, file.text, envelopeIn(file.text), payloadIn(file.text)]);

  const others = filesIn(folder).filter((path) => !path.endsWith('machine.key'));
  const seen = [
    ...files,
    ...others.map((path) => readFileSync(path, 'latin1')),
    call.text,
    Buffer.from((JSON.parse(call.text) as { payload: string }).payload, 'base64').toString(),
    JSON.stringify([machine, machine.machine(), machine.leases(), machine.notices()]),
    inspect(machine, { depth: 10, showHidden: true }),
    ...[refused, full].flatMap((error) => [inspect(error, { depth: 10 }), JSON.stringify(error)]),
  ];
  for (const text of seen) for (const secret of secrets) expect(text).not.toContain(secret);
  expect(statSync(join(folder, 'machine.key')).mode & 0o077).toBe(0);
  report(`S13 (machine): ${secrets.length} writings of the key in none of ${seen.length} outputs`);
});

test('S13 a key is private from the first moment, whatever the umask', async () => {
  const before = process.umask(0);
  try {
    const { folder } = await licensedFolder();
    expect(statSync(join(folder, 'machine.key')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o077).toBe(0);
  } finally {
    process.umask(before);
  }
});
