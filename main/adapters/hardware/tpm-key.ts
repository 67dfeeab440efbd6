import { existsSync } from 'node:fs';
import { type Ask, ask } from './ask.ts';

/** Where the endorsement key of a security chip lies by convention: RSA, then ECC (TCG EK Credential Profile). */
const handles = ['0x81010001', '0x81010002'];
const devices = ['/dev/tpmrm0', '/dev/tpm0'];

/** The endorsement key of the security chip, which cannot leave it; '' where there is no chip. */
export async function readTpmKey(
  platform: NodeJS.Platform = process.platform,
  asked: Ask = ask,
  isThere: (path: string) => boolean = existsSync,
): Promise<string> {
  if (platform === 'win32') {
    const command = '(Get-TpmEndorsementKeyInfo -HashAlgorithm Sha256).PublicKeyHash';
    return (await asked('powershell', ['-NoProfile', '-NonInteractive', '-Command', command])).trim();
  }
  if (platform !== 'linux' || !devices.some(isThere)) return '';
  let trouble: unknown;
  for (const handle of handles) {
    try {
      const [, name] = /^name:\s*([0-9a-f]{16,})\s*$/m.exec(await asked('tpm2_readpublic', ['-c', handle])) ?? [];
      if (name) return name;
    } catch (error) {
      trouble = error;
    }
  }
  if (trouble) throw trouble;
  return '';
}
