import type { Terminal } from '#main/hosts/cli/terminal.ts';

export interface FakeTerminal extends Terminal {
  /** Everything on standard output. */
  said(): string;
  complained(): string;
  /** The lines of progress, as they came. */
  progressed(): (string | null)[];
}

/** A terminal nobody sits at; `stopAfter`: Ctrl C after so many lines. */
export function createFakeTerminal({
  stdin = '',
  stopAfter = Infinity,
  answers = [] as string[],
  progressWidth = 0,
} = {}): FakeTerminal {
  const interrupt = new AbortController();
  let [out, error] = ['', ''];
  const progress: (string | null)[] = [];
  return {
    out(text) {
      if (interrupt.signal.aborted) return;
      out += text;
      if (out.split('\n').length > stopAfter) interrupt.abort();
    },
    error(text) {
      error += text;
    },
    progress: (lines) => void progress.push(lines),
    progressWidth,
    isInteractive: answers.length > 0,
    hasColors: false,
    width: Infinity,
    read: async (file) => {
      if (file !== '-') throw new Error(`no file ${file}`);
      return stdin;
    },
    ask: async () => answers.shift() ?? '',
    interrupted: interrupt.signal,
    said: () => out,
    complained: () => error,
    progressed: () => progress,
  };
}
