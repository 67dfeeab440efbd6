import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { isCode } from './kept.ts';

/**
 * Below those that systems give to any connection by themselves: what is free now is free when it is listened at. Above
 * those that browsers refuse, of which 10080 is the last.
 */
const anyPort = () => randomInt(11_000, 32_000);

/** The wanted port where it is free, otherwise any free one. */
export async function freePort(host: string, wanted = anyPort()): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, host);
    await once(server, 'listening');
    return wanted;
  } catch (error) {
    if (isCode(error, 'EADDRINUSE') || isCode(error, 'EACCES')) return await freePort(host);
    throw error;
  } finally {
    server.close();
  }
}
