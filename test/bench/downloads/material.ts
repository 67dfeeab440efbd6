import { createHash } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { writeChunkList } from '#shared/files/chunk-list.ts';
import { seededContent } from '../../support/content.ts';
import { seededRandom } from '../../support/random.ts';

export const mebibyte = 1024 * 1024;

export interface Material {
  name: string;
  size: number;
  sha256: string;
  /** Where its chunk list lies. */
  list: string;
}

/** Makes a file of noise, and its chunk list: cut at chance, 64 KiB on average, as those who fetch do not care where. */
export function makeMaterial(folder: string, name: string, size: number): Material {
  const content = seededContent(name, size);
  const random = seededRandom(1);
  const whole = createHash('sha256');
  const chunks: { length: number; hash: Uint8Array }[] = [];
  const file = openSync(`${folder}/${name}`, 'w');
  for (let at = 0; at < size; ) {
    const length = Math.min(size - at, 16_384 + Math.floor(random() * 98_304));
    const bytes = content.read(at, at + length);
    writeSync(file, bytes);
    whole.update(bytes);
    chunks.push({ length, hash: createHash('sha256').update(bytes).digest() });
    at += length;
  }
  closeSync(file);
  const list = `${folder}/${name}.chunks`;
  writeFileSync(list, writeChunkList(chunks));
  return { name, size, sha256: whole.digest('hex'), list };
}
