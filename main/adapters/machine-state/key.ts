import type { FilePlatform, Signer } from '#shared/files/platform.ts';
import type { StateFiles } from './files.ts';

/** The key that is this machine's identity: made once, by whichever process comes first. */
export async function loadMachineKey(files: StateFiles, platform: FilePlatform): Promise<Signer & { isNew: boolean }> {
  const kept = await files.read('key');
  const signer = kept === null ? null : signerOf(platform, kept);
  if (signer) return { ...signer, isNew: false };
  if (kept !== null) await files.setAside('key');
  const key = await files.writeFirst('key', platform.makeKey());
  return { ...platform.signer(key), isNew: true };
}

/** null when the file is no key: nothing can be signed with it any more. */
function signerOf(platform: FilePlatform, pem: string): Signer | null {
  try {
    return platform.signer(pem);
  } catch {
    return null;
  }
}
