import type { RangeEnd, RangeFetch, RangeRequest, RangeSink } from '../../services/ports.ts';
import { createRoutes, type Environment } from '../cloud-client/route.ts';
import { judgeRange, judgeStatus, isEncoded, strongEtag } from './judge.ts';
import { openAddress } from './open.ts';
import { type PaceLimits, usualPace } from './pace.ts';
import { receive } from './receive.ts';
import { wholeFailure } from './whole-failure.ts';

export interface RangeFetchOptions {
  environment?: Environment;
  /** An authority to trust besides those of Node and of the system, as PEM. */
  extraCertificate?: string;
  pace?: Partial<PaceLimits>;
}

export interface WholeOptions {
  /** What it must measure, in bytes; left out when that is not known. */
  size?: number;
  /** No more than this is read. */
  limit: number;
  signal: AbortSignal;
}

export type FileFetch = RangeFetch & {
  /** Fetches a small file. Throws `cloud-unreachable` and its like, `source-unusable` and `source-differs`. */
  whole(url: string, options: WholeOptions): Promise<Uint8Array>;
};

const connectTimeout = 10_000;
/** Of all transfers together, to one server. */
const mostSockets = 64;

/**
 * Fetches from stores over `node:http`. Not over got: on this path it costs more than 1.2 times as much, and memory
 * (test/bench/RESULTS.md).
 * Proxies and certificates are those of the calls to the cloud.
 */
export function createRangeFetch({
  environment = process.env,
  extraCertificate,
  pace,
}: RangeFetchOptions = {}): FileFetch {
  const limits = { ...usualPace, ...pace };
  const routes = createRoutes(environment, { extraCertificate, connectTimeout });
  const routeTo = (url: URL) => {
    const { agent, proxy } = routes(url);
    const chosen = url.protocol === 'https:' ? agent.https : agent.http;
    chosen.maxSockets = mostSockets;
    return { agent: chosen, proxy };
  };
  const patience = limits.silence;

  async function range({ url, signal, ...asked }: RangeRequest, sink: RangeSink): Promise<RangeEnd> {
    const opened = await openAddress({
      url,
      headers: {
        range: `bytes=${asked.first}-${asked.first + asked.length - 1}`,
        ...(asked.etag === null ? {} : { 'if-range': asked.etag }),
      },
      routeTo,
      patience,
      signal,
    });
    if ('is' in opened) return opened;
    const { request, answer } = opened;
    const head = { status: answer.statusCode ?? 0, headers: answer.headers };
    const end = judgeRange(head, asked, Date.now());
    if (end !== null) {
      request.destroy();
      return end;
    }
    sink.begin(strongEtag(answer.headers));
    return receive(opened, { length: asked.length, limits, signal }, sink.take);
  }

  async function whole(url: string, { size, limit, signal }: WholeOptions): Promise<Uint8Array> {
    const opened = await openAddress({ url, headers: {}, routeTo, patience, signal });
    if ('is' in opened) throw wholeFailure(opened, url);
    const { request, answer } = opened;
    const { headers } = answer;
    const length = Number(headers['content-length'] ?? size ?? NaN);
    let end = judgeStatus({ status: answer.statusCode ?? 0, headers }, Date.now());
    if (end === null && (isEncoded(headers) || !(length <= limit))) end = { is: 'unusable', why: 'wrong-answer' };
    if (end === null && size !== undefined && length !== size) end = { is: 'changed' };
    if (end !== null) {
      request.destroy();
      throw wholeFailure(end, url);
    }
    const bytes = new Uint8Array(length);
    let filled = 0;
    end = await receive(opened, { length, limits, signal }, (block) => {
      bytes.set(block, filled);
      filled += block.length;
      return undefined;
    });
    if (end.is !== 'complete') throw wholeFailure(end, url);
    return bytes;
  }

  return { range, whole };
}
