import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { minisignature, minisignPublicKey } from '#cloud/publish/minisign.ts';
import { fixedSigner } from '../../../support/signed-files.ts';

const isInstalled = spawnSync('minisign', ['-v']).error === undefined;
const comment = 'timestamp:1764000000\tfile:graphics-25.4.0.run\tgraphics 25.4.0';
const signerOf = (name: string) => {
  const { keyId: id, publicKey, sign } = fixedSigner(name);
  return { id, publicKey, sign };
};
const signer = signerOf('release');

/** What Debian's minisign says of a file, its signature, and a public key. */
function verdict(content: string, signature: string, publicKey = minisignPublicKey(signer)) {
  const folder = mkdtempSync(join(tmpdir(), 'greenroom-minisign-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'graphics-25.4.0.run');
  writeFileSync(file, content);
  writeFileSync(`${file}.minisig`, signature);
  writeFileSync(join(folder, 'minisign.pub'), publicKey);
  const { status, stdout, stderr } = spawnSync('minisign', ['-Vm', file, '-p', join(folder, 'minisign.pub')], {
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

const signed = (content: string) => minisignature(signer, createHash('blake2b512').update(content).digest(), comment);

test.skipIf(!isInstalled)('minisign verifies the signature, and shows the trusted comment', () => {
  const { status, said } = verdict('an installer', signed('an installer'));
  expect(status).toBe(0);
  expect(said).toContain('Signature and comment signature verified');
  expect(said).toContain(comment);
});

test.skipIf(!isInstalled)('minisign refuses another file, another comment and another key', () => {
  const signature = signed('an installer');
  expect(verdict('an Installer', signature).status).toBe(1);
  expect(verdict('an installer', signature.replace('25.4.0', '25.4.1')).status).toBe(1);
  expect(verdict('an installer', signature, minisignPublicKey(signerOf('another'))).status).toBe(1);
});

test('D8: names the key it was made with, in words and in bytes', () => {
  const [untrusted, line = ''] = signed('an installer').split('\n');
  expect(untrusted).toContain(signer.id);
  const bytes = Buffer.from(line, 'base64');
  expect([bytes.toString('latin1', 0, 2), bytes.toString('hex', 2, 10), bytes.length]).toEqual(['ED', signer.id, 74]);
});
