import { open } from 'node:fs/promises';
import type { Stretch } from '../../services/ports.ts';

/*
 * Text, a line for each stretch of chunks that was written: `<first> <count>`. It is only ever appended to, and only a hint: every
 * chunk is hashed again before it is believed. A line that was torn off, or makes no sense, says nothing.
 */
const head = (contentId: string) => `greenroom-part 1 ${contentId}\n`;
const line = /^(\d{1,9}) (\d{1,9})$/;

export interface Journal {
  /** What it said when it was opened; null: it was none of this content. */
  readonly claims: readonly Stretch[] | null;
  /** Lines that are noted while others are being written are written together after them. */
  note(stretch: Stretch): Promise<void>;
  close(): Promise<void>;
}

/** Opens the journal of a partial file. Begins a new one where there is none, or one of something else. */
export async function openJournal(path: string, contentId: string, isNew: boolean): Promise<Journal> {
  const file = await open(path, isNew ? 'w+' : 'a+', 0o644);
  const text = await file.readFile('latin1');
  const isOurs = text.startsWith(head(contentId));
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  await file.truncate(isOurs ? whole.length : 0);
  if (!isOurs) await file.appendFile(head(contentId));

  let pending = '';
  let writing: Promise<void> | null = null;
  async function write(): Promise<void> {
    try {
      while (pending !== '') {
        const lines = pending;
        pending = '';
        await file.appendFile(lines);
      }
    } finally {
      writing = null;
    }
  }

  return {
    claims: isOurs ? [...stretchesIn(whole)] : null,
    note({ first, count }) {
      pending += `${first} ${count}\n`;
      writing ??= write();
      return writing;
    },
    async close() {
      await writing?.catch(() => undefined);
      await file.close();
    },
  };
}

function* stretchesIn(text: string): Generator<Stretch> {
  for (const each of text.split('\n')) {
    const found = line.exec(each);
    if (found) yield { first: Number(found[1]), count: Number(found[2]) };
  }
}
