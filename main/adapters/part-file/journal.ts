import { open } from 'node:fs/promises';
import type { Stretch } from '../../services/ports.ts';

/*
 * Text, a line for each stretch of chunks that was written: `<first> <count>`. It is only ever appended to, and tells damage from
 * what was never there: every chunk is hashed again before it is believed, whatever it says. A line that was torn off, or makes no
 * sense, says nothing.
 */
const head = (contentId: string) => `greenroom-part 1 ${contentId}\n`;
const line = /^(\d{1,9}) (\d{1,9})$/;
/** Lines are written together, after so many milliseconds. */
const gathering = 100;

export interface Journal {
  /** What it said when it was opened; nothing, when it was of another content. */
  readonly claims: readonly Stretch[];
  note(stretch: Stretch): void;
  /** Rejects with what the disk said to a line. */
  close(): Promise<void>;
}

/** Opens the journal of a partial file. Begins a new one where there is none, or one of something else. */
export async function openJournal(path: string, contentId: string, isNew: boolean): Promise<Journal> {
  const file = await open(path, isNew ? 'w+' : 'a+', 0o644);
  const text = await file.readFile('latin1');
  const isOurs = text.startsWith(head(contentId));
  const whole = isOurs ? text.slice(0, text.lastIndexOf('\n') + 1) : '';
  await file.truncate(whole.length);

  let pending = isOurs ? '' : head(contentId);
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function write(): void {
    timer = undefined;
    const lines = pending;
    pending = '';
    writing = writing.then(() => file.appendFile(lines));
    // Reported when it is closed.
    writing.catch(() => undefined);
  }

  return {
    claims: [...stretchesIn(whole)],
    note({ first, count }) {
      pending += `${first} ${count}\n`;
      timer ??= setTimeout(write, gathering);
    },
    async close() {
      clearTimeout(timer);
      write();
      try {
        await writing;
      } finally {
        await file.close();
      }
    },
  };
}

function* stretchesIn(text: string): Generator<Stretch> {
  for (const each of text.split('\n')) {
    const found = line.exec(each);
    if (found) yield { first: Number(found[1]), count: Number(found[2]) };
  }
}
