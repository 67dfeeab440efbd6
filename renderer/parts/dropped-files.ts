import { mostFiles } from './most-files.ts';

/** The files of a drop; of folders, all that are in them. Folders that cannot be looked into are left out. */
export async function collectFiles(transfer: DataTransfer): Promise<File[]> {
  // Both must be read before this turn ends: afterwards the browser has forgotten them.
  const entries = Array.from(transfer.items, (item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  const plain = [...transfer.files];
  if (entries.every((entry) => entry?.isFile ?? true)) return plain;
  const files: File[] = [];
  for (const entry of entries) if (entry) await walk(entry, files);
  return files;
}

/** One more than anybody may bring, so that whoever counts them notices. */
async function walk(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (files.length > mostFiles) return;
  if (isFileEntry(entry)) {
    const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
    if (file) files.push(file);
    return;
  }
  if (!isFolderEntry(entry)) return;
  const reader = entry.createReader();
  // A folder is told a hundred entries at a time, until there is nothing left to tell.
  for (;;) {
    const inside = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (inside.length === 0) return;
    for (const each of inside) await walk(each, files);
  }
}

const isFileEntry = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolderEntry = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
