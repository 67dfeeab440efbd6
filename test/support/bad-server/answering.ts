import type { IncomingHttpHeaders } from 'node:http';
import type { Content } from '../content.ts';

/** A file as the server has it now. */
export interface ServedFile {
  content: Content;
  /** As it stands in the header, quotes and all; null: none is sent. */
  etag: string | null;
}

/** One request. */
export interface Ask {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The last byte is included, as HTTP counts. */
  range: { first: number; last: number } | null;
  /** The connection it came on. */
  connection: object;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Iterable<Buffer> | AsyncIterable<Buffer>;
}

export type Answering = (ask: Ask) => Answer | Promise<Answer>;

/** What a vice may know and change. */
export interface Serving {
  files: Map<string, ServedFile>;
  /** Bytes of bodies given out so far, to everybody. */
  handedOut(): number;
  /** Seeded. */
  random(): number;
  /** Resolves early when the server is stopped. */
  wait(milliseconds: number): Promise<void>;
}

/** Turns a server that answers rightly into one that does not. */
export type Vice = (next: Answering, serving: Serving) => Answering;

/** Thrown in the middle of a body: the connection breaks there. */
export class Cut extends Error {}

/** A vice that only touches what is sent as content: full and partial answers. */
export const changingContent =
  (change: (answer: Answer, ask: Ask, serving: Serving) => Answer): Vice =>
  (next, serving) =>
  async (ask) => {
    const answer = await next(ask);
    return answer.status === 200 || answer.status === 206 ? change(answer, ask, serving) : answer;
  };

export const plain = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/plain', 'content-length': String(Buffer.byteLength(text)), ...headers },
  body: [Buffer.from(text)],
});
