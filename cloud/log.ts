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
    serializers: { err: withoutSecrets },
  };
  return to ? pino(options, to) : pino(options, pino.destination(2));
}

/** An error in full, but for what its `data` or address may carry. */
function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = pino.stdSerializers.err(error);
  const code = 'code' in error ? error.code : undefined;
  return { type, code, message: maskUrls(message), stack: maskUrls(stack ?? '') };
}

/** `postgres://user:password@host` keeps its host only. */
function maskUrls(words: string): string {
  return words.replaceAll(/(\w+:\/\/)[^\s/@]*@/g, '$1***@');
}
