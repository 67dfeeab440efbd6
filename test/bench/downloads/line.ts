import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** How often a connection may send again, in milliseconds. */
const beat = 10;

/**
 * A line that carries so many bytes a second for each connection, evenly: what comes is held back in the sender's own buffers. nginx's
 * own limit begins anew with every request, and lets the first second's worth through at once.
 */
export async function startLine(toPort: number, bytesPerSecond: number) {
  const server = createServer({ highWaterMark: 64 * 1024 }, (near) => {
    const far = connect(toPort, '127.0.0.1');
    near.setNoDelay(true);
    near.pipe(far);
    carry(far, near, bytesPerSecond);
    for (const socket of [near, far]) {
      socket.on('error', () => undefined);
      socket.on('close', () => [near, far].forEach((each) => each.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

function carry(from: Socket, to: Socket, bytesPerSecond: number): void {
  let allowance = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    // What was not used in a while is lost, as on any line.
    allowance = Math.min(allowance + ((now - last) * bytesPerSecond) / 1_000, bytesPerSecond / 20);
    last = now;
    if (allowance > 0) from.resume();
  }, beat);
  from.pause();
  from.on('data', (bytes) => {
    to.write(bytes);
    allowance -= bytes.length;
    if (allowance <= 0) from.pause();
  });
  from.on('close', () => clearInterval(timer));
}
