import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Content } from '../content.ts';
import type { Certificate } from '../loopback.ts';
import { seededRandom } from '../random.ts';
import { type Answering, type Ask, Cut, type ServedFile, type Serving, type Vice } from './answering.ts';
import { good } from './good.ts';

/** A request and what came of it. */
export interface Exchange extends Omit<Ask, 'connection'> {
  status: number;
  /** Bytes of the body that were really given out. */
  handedOut: number;
}

export interface BadServer {
  origin: string;
  exchanges: Exchange[];
  handedOut(): number;
  /** Serves a file from now on, instead of the one of before, with a strong tag of its own; says its address. */
  put(path: string, content: Content, etag?: string | null): string;
  /** From now on it has these vices and no others; the first is the nearest to the file. */
  misbehave(...vices: readonly Vice[]): void;
  /** Breaks all connections. */
  cut(): void;
  /** Gives nothing out until `release`. */
  hold(): void;
  release(): void;
  stop(): void;
}

/** A server of our own that can misbehave in every way we know. A good one before it is told to. */
export async function startBadServer({ seed = 1, certificate = null as Certificate | null } = {}): Promise<BadServer> {
  const files = new Map<string, ServedFile>();
  const exchanges: Exchange[] = [];
  const sockets = new Set<{ destroy(): void }>();
  const stopping = new AbortController();
  const random = seededRandom(seed);
  let handedOut = 0;
  let puts = 0;
  let held: PromiseWithResolvers<void> | null = null;
  const serving: Serving = {
    files,
    handedOut: () => handedOut,
    random,
    wait: (milliseconds) => sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => {}),
  };
  let answering: Answering = good(files);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const ask = askIn(request);
    const exchange: Exchange = { ...ask, status: 0, handedOut: 0 };
    exchanges.push(exchange);
    try {
      const { status, headers, body } = await answering(ask);
      exchange.status = status;
      response.writeHead(status, headers);
      if (ask.method !== 'HEAD') {
        for await (const piece of body) {
          await held?.promise;
          if (!(await sent(response, piece)) || stopping.signal.aborted) break;
          exchange.handedOut += piece.length;
          handedOut += piece.length;
        }
      }
      response.end();
    } catch (error) {
      response.destroy();
      if (!(error instanceof Cut)) throw error;
    }
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => void handle(request, response);
  const server: Server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  server.keepAliveTimeout = 60_000;
  server.on(certificate ? 'secureConnection' : 'connection', (socket: { destroy(): void } & NodeJS.EventEmitter) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    origin,
    exchanges,
    handedOut: () => handedOut,
    put(path, content, etag = `"${(puts += 1)}"`) {
      files.set(path, { content, etag });
      return origin + path;
    },
    misbehave(...vices) {
      answering = vices.reduce<Answering>((next, vice) => vice(next, serving), good(files));
    },
    cut,
    hold: () => (held ??= Promise.withResolvers()),
    release() {
      held?.resolve();
      held = null;
    },
    stop() {
      stopping.abort();
      held?.resolve();
      cut();
      server.close();
    },
  };
}

function askIn(request: IncomingMessage): Ask {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  return {
    method: request.method ?? '',
    path: decodeURIComponent(pathname),
    query: searchParams,
    headers: request.headers,
    range: first === undefined ? null : { first: Number(first), last: last ? Number(last) : Infinity },
    connection: request.socket,
  };
}

/** Whether it has left this process: what is only queued would be lost, and counted, when the connection breaks. */
const sent = (response: ServerResponse, piece: Buffer) =>
  new Promise<boolean>((resolve) => {
    if (response.destroyed) return resolve(false);
    const gone = () => resolve(false);
    response.once('close', gone);
    response.write(piece, (error) => {
      response.off('close', gone);
      resolve(!error);
    });
  });
