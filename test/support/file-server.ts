import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One file, and how it is served: replace `answer` to misbehave. */
export interface FileServer {
  url: string;
  origin: string;
  seen: { method: string; url: string; headers: IncomingMessage['headers'] }[];
  /** Connections that were opened. */
  connections(): number;
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** What the server does when it behaves. */
  serve(request: IncomingMessage, response: ServerResponse): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Serves bytes on loopback, with ranges and a strong ETag. */
export async function startFileServer(bytes: Uint8Array): Promise<FileServer> {
  let connections = 0;
  const server: Server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    files.seen.push({ method, url, headers });
    files.answer(request, response);
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const files: FileServer = {
    url: `${origin}/file`,
    origin,
    seen: [],
    connections: () => connections,
    answer: (request, response) => files.serve(request, response),
    serve({ headers }, response) {
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
      if (first === undefined || last === undefined) {
        response.writeHead(200, { 'content-length': bytes.length, etag: '"one"' }).end(bytes);
        return;
      }
      const part = bytes.subarray(Number(first), Number(last) + 1);
      const range = `bytes ${first}-${last}/${bytes.length}`;
      response.writeHead(206, { 'content-range': range, 'content-length': part.length, etag: '"one"' }).end(part);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return files;
}
