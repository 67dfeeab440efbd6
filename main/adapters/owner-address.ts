import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A Unix socket's path must fit into 104 bytes on macOS, 108 on Linux, with the zero behind it. */
const longestPath = 103;

/** Where the owner of a state folder can be reached; null while nobody has listened there. */
export function ownerAddress(folder: string): string | null {
  if (process.platform === 'win32') return pipeName(folder);
  const socket = join(folder, 'owner.sock');
  if (Buffer.byteLength(socket) <= longestPath) return socket;
  // The folder's path is too long for a socket: the socket is in a private temporary folder, named in a file.
  const note = join(folder, 'owner.address');
  return existsSync(note) ? readFileSync(note, 'utf8') : null;
}

/** Makes the address free to listen at. Only for the holder of the lock: whatever is there belongs to nobody any more. */
export function prepareAddress(folder: string): string {
  const known = ownerAddress(folder);
  if (process.platform === 'win32' && known) return known;
  if (known) rmSync(known, { force: true });
  if (known && dirname(known) === folder) return known;
  if (known) rmSync(dirname(known), { recursive: true, force: true });
  const socket = join(mkdtempSync(join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), 'greenroom-')), 'owner.sock');
  writeFileSync(join(folder, 'owner.address'), socket, { mode: 0o600 });
  return socket;
}

/** Who may connect: the person, and the group too where the state folder is the machine-wide one. */
export function socketMode(folder: string): number {
  const groupMayWrite = (statSync(folder).mode & 0o020) !== 0;
  return groupMayWrite ? 0o660 : 0o600;
}

function pipeName(folder: string): string {
  const hash = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32);
  return `\\\\.\\pipe\\greenroom-${hash}`;
}
