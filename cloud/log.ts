import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { CloudConfig } from './config.ts';

/** Names under which a secret might be logged, at the top or one level down. */
const secrets = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'token',
  'deviceCode',
  'secret',
  'databaseUrl',
  'call',
  'file',
];

/** Structured lines without secrets. What is logged of a call is chosen field by field (http/server.ts); this is the net below. */
export function createLog(level: CloudConfig['logLevel'], to?: DestinationStream): Logger {
  const paths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[secret]' },
    // The whole line: pino repeats the message of an error beside the error.
    hooks: { streamWrite: maskUrls },
  };
  return pino(options, to ?? standardError);
}

/**
 * Not pino's own destination: when whoever reads standard error is gone (the app that started an embedded cloud was
 * killed), its last flush tries again for ever (sonic-boom 4, flushSync), and the cloud would outlive its app.
 */
const standardError: DestinationStream = {
  write(line) {
    try {
      writeSync(2, line);
    } catch {
      // Nobody listens any more.
    }
  },
};

/** `postgres://user:password@host` keeps its host only. */
function maskUrls(words: string): string {
  return words.replaceAll(/(\w+:\/\/)[^\s/@]*@/g, '$1***@');
}
