import { once } from 'node:events';
import { createServer } from 'node:net';
import { isCode } from './kept.ts';

/** The wanted port where it is free, otherwise any free one. */
export async function freePort(host: string, wanted = 0): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, host);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : wanted;
  } catch (error) {
    if (wanted !== 0 && (isCode(error, 'EADDRINUSE') || isCode(error, 'EACCES'))) return freePort(host);
    throw error;
  } finally {
    server.close();
  }
}
