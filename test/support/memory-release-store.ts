import { counted } from '#cloud/release-store/counted.ts';
import type { ReleaseStore } from '#cloud/release-store/port.ts';

/** A store of releases that is gone when the test ends. `files`: what is in it, by key. */
export function createMemoryReleaseStore(): ReleaseStore & { files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    path: () => null,
    size: async (key) => files.get(key)?.length ?? null,
    read: async (key) => files.get(key) ?? null,
    remove: async (key) => void files.delete(key),
    link: async (key) => ({ url: `https://releases.example/${key}`, expiresAt: null }),
    async put(key, body, { size, signal }) {
      const parts: Uint8Array[] = [];
      for await (const bytes of counted(body, size, signal)) parts.push(bytes.slice());
      files.set(key, new Uint8Array(Buffer.concat(parts)));
    },
  };
}
