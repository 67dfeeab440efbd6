import { open } from 'node:fs/promises';

/** So much of the end of a log is read. */
const most = 96 * 1024;

/** The last lines of a log, the oldest first; of the one before it as well while it is short. Empty when there is none. */
export async function readLogTail(file: string): Promise<string> {
  const now = await endOf(file, most);
  if (!now.isWhole) return now.lines;
  const before = await endOf(`${file}.before`, most - now.lines.length);
  return before.lines + now.lines;
}

/** Whole lines only; none of a file that is not there. */
async function endOf(file: string, length: number): Promise<{ lines: string; isWhole: boolean }> {
  const handle = await open(file).catch(() => null);
  if (!handle) return { lines: '', isWhole: true };
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - length);
    const buffer = Buffer.alloc(size - start);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    const words = buffer.subarray(0, bytesRead).toString();
    const isWhole = start === 0;
    return { lines: isWhole ? words : words.slice(words.indexOf('\n') + 1), isWhole };
  } finally {
    await handle.close();
  }
}
