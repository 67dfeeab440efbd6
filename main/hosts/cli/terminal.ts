import { readFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';

/** What a command sees of the terminal it runs in. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** A line that is written over by the next one, and taken away by null; only where somebody sees it. */
  progress(line: string | null): void;
  /** Somebody sits there and can answer. */
  isInteractive: boolean;
  hasColors: boolean;
  /** How many letters fit beside each other. */
  width: number;
  /** A file, or `-` for standard input. */
  read(file: string): Promise<string>;
  /** Asks for something that is not shown while it is typed. */
  ask(question: string): Promise<string>;
  /** Aborted by Ctrl C. */
  interrupted: AbortSignal;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());
  // Whoever reads may stop early (`greenroom … | head`).
  stdout.on('error', () => process.exit());
  return {
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    progress: (line) => void (stderr.isTTY && stderr.write(`\r\u001B[K${line ?? ''}`)),
    isInteractive: stdin.isTTY && stderr.isTTY,
    hasColors: stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    width: stdout.columns ?? Infinity,
    read: (file) => (file === '-' ? readText(stdin) : readFile(file, 'utf8')),
    ask: askUnseen,
    interrupted: interrupt.signal,
  };
}

async function askUnseen(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  let typed = '';
  try {
    for await (const chunk of stdin) {
      for (const key of String(chunk)) {
        if (key === '\r' || key === '\n') return typed;
        if (key === '\u0003') process.exit(130);
        typed = key === '\u007F' || key === '\b' ? typed.slice(0, -1) : typed + key;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stderr.write('\n');
  }
}
