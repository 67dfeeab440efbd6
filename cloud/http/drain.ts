import type { FastifyInstance } from 'fastify';

const look = 50;
const patience = 10_000;

/** Takes no new calls, finishes those under way, and lets go of connections as they fall idle; all of it within ten seconds. */
export async function drain(app: FastifyInstance): Promise<void> {
  // Closing alone would wait for the keep-alive of connections that were busy when it began.
  const letGo = setInterval(() => app.server.closeIdleConnections(), look);
  const giveUp = setTimeout(() => app.server.closeAllConnections(), patience);
  try {
    await app.close();
  } finally {
    clearInterval(letGo);
    clearTimeout(giveUp);
  }
}
