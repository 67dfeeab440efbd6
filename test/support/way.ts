import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The way to a server: counts what comes back over it, and can be cut. Gone when the test is over. */
export async function startWay(to: string) {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  let bytes = 0;
  const way = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    far.on('data', (data: Buffer) => (bytes += data.length));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    way.close();
  });
  return { origin: `http://127.0.0.1:${(way.address() as AddressInfo).port}`, cut, bytes: () => bytes };
}
