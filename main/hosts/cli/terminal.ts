import { readFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';

/** What a command sees of the terminal it runs in. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** One line or several that are written over by the next ones, and taken away by null; only where somebody sees them. */
  progress(lines: string | null): void;
  /** How many letters fit into such a line; 0: nobody sees it. */
  progressWidth: number;
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
  // Whoever reads may stop early (`greenroom … | head`).
  stdout.on('error', () => process.exit());
  return {
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    progress: createProgress(stderr),
    progressWidth: stderr.isTTY ? stderr.columns : 0,
    isInteractive: stdin.isTTY && stderr.isTTY,
    hasColors: stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    width: stdout.columns ?? Infinity,
    read: (file) => (file === '-' ? readText(stdin) : readFile(file, 'utf8')),
    ask: askUnseen,
    interrupted: untilInterrupted(),
  };
}

/** Ctrl C lets a command end in good order; a second one does not wait for that. */
function untilInterrupted(): AbortSignal {
  const interrupt = new AbortController();
  let firstAt = Infinity;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Listened to for good: `when-exit` (part of conf) raises the same signal once more at once, which would end the process.
    process.on(signal, () => {
      firstAt = Math.min(firstAt, performance.now());
      if (performance.now() - firstAt > 1_000) process.exit(130);
      interrupt.abort();
    });
  }
  return interrupt.signal;
}

/** Goes back over what it wrote last, so that the lines stay where they are. */
export function createProgress(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): Terminal['progress'] {
  let below = 0;
  return (lines) => {
    if (!stream.isTTY) return;
    const up = below > 0 ? `\u001B[${below}A` : '';
    stream.write(`\r${up}\u001B[J${lines ?? ''}`);
    below = lines === null ? 0 : lines.split('\n').length - 1;
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
