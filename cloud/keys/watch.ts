import type { CloudParts } from '../context.ts';

const interval = 3_000;

/** Notices within seconds when another process, or a command, has changed the keys: one small question each time. */
export function watchKeys({ keys, log }: Pick<CloudParts, 'keys' | 'log'>, every = interval): () => void {
  const look = () => keys.refresh().catch((error: unknown) => log.warn({ err: error }, 'the keys were not looked at'));
  const timer = setInterval(() => void look(), every).unref();
  return () => clearInterval(timer);
}
