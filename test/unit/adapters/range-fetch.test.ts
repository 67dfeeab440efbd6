import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRangeFetch } from '#main/adapters/range-fetch/range-fetch.ts';
import type { RangeRequest } from '#main/services/ports.ts';
import { type FileServer, startFileServer } from '../../support/file-server.ts';
import { selfSigned, serveTls } from '../../support/loopback.ts';
import { noise } from '../../support/pieces.ts';

const bytes = noise(1, 3_000_000);
const patient = createRangeFetch({ environment: {} });
const { range, whole } = patient;
/** With so little patience that a busy machine looks like a silent one: only where silence is what is asked about. */
const hasty = createRangeFetch({ environment: {}, pace: { look: 10, silence: 150, window: 300, leastBytes: 100 } });

let server: FileServer;
beforeEach(async () => {
  server = await startFileServer(bytes);
});
afterEach(() => server[Symbol.asyncDispose]());

interface Asking extends Partial<RangeRequest> {
  take?: (block: Uint8Array) => Promise<void> | undefined;
  over?: typeof hasty;
}

async function ask({ take, over = patient, ...request }: Asking = {}) {
  const blocks: Buffer[] = [];
  const heads: (string | null)[] = [];
  const end = await over.range(
    {
      url: server.url,
      first: 100_000,
      length: 500_000,
      size: bytes.length,
      etag: null,
      signal: new AbortController().signal,
      ...request,
    },
    {
      begin: (etag) => void heads.push(etag),
      take(block) {
        blocks.push(Buffer.from(block));
        return take?.(block);
      },
    },
  );
  return { end, heads, got: Buffer.concat(blocks) };
}

/** Answers with this head, and these bytes. */
const answers = (status: number, headers: Record<string, string | number>, body: Uint8Array | string = '') => {
  server.answer = (_, response: ServerResponse) => void response.writeHead(status, headers).end(body);
};
const wanted = bytes.subarray(100_000, 600_000);
const right = { 'content-range': `bytes 100000-599999/${bytes.length}`, 'content-length': wanted.length };

describe('a range', () => {
  it('comes as it was asked for, one range a request, not encoded, over kept connections', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const { end, heads, got } = await ask({ etag: '"one"' });
      expect(end).toEqual({ is: 'complete' });
      expect(heads).toEqual(['"one"']);
      expect(got.equals(wanted)).toBe(true);
    }
    const [first] = server.seen;
    expect(first?.headers).toMatchObject({
      range: 'bytes=100000-599999',
      'if-range': '"one"',
      'accept-encoding': 'identity',
    });
    expect(first?.headers.referer).toBeUndefined();
    expect(server.connections()).toBe(1);
  });

  it('waits with the next bytes until there is room', async () => {
    let isOut = false;
    const { end, got } = await ask({
      length: 2_000_000,
      take: async () => {
        if (isOut) throw new Error('two at once');
        isOut = true;
        await new Promise((resolve) => setTimeout(resolve, 2));
        isOut = false;
      },
    });
    expect(end).toEqual({ is: 'complete' });
    expect(got.equals(bytes.subarray(100_000, 2_100_000))).toBe(true);
  });

  it('knows a weak ETag for none', async () => {
    answers(206, { ...right, etag: 'W/"one"' }, wanted);
    expect((await ask()).heads).toEqual([null]);
  });

  it.each([
    ['a part of another file', { 'content-range': 'bytes 100000-599999/9' }, { is: 'changed' }],
    ['another range', { 'content-range': `bytes 0-499999/${bytes.length}` }, { is: 'unusable', why: 'wrong-answer' }],
    ['an unknown size', { 'content-range': 'bytes 100000-599999/*' }, { is: 'unusable', why: 'wrong-answer' }],
    ['no range at all', { 'content-range': 'pages 1-2/3' }, { is: 'unusable', why: 'wrong-answer' }],
    ['another length', { 'content-length': 10 }, { is: 'unusable', why: 'wrong-answer' }],
    ['something encoded', { 'content-encoding': 'gzip' }, { is: 'unusable', why: 'wrong-answer' }],
  ])('is not taken from %s', async (_, headers, end) => {
    answers(206, { ...right, ...headers }, wanted);
    expect(await ask()).toMatchObject({ end, heads: [], got: Buffer.alloc(0) });
  });

  it.each([
    [401, {}, { is: 'link-refused', why: 'link-refused' }],
    [403, {}, { is: 'link-refused', why: 'link-refused' }],
    [404, {}, { is: 'link-refused', why: 'not-there' }],
    [410, {}, { is: 'link-refused', why: 'not-there' }],
    [416, {}, { is: 'changed' }],
    [500, {}, { is: 'busy', retryAfter: null }],
    [503, { 'retry-after': '7' }, { is: 'busy', retryAfter: 7_000 }],
    [429, { 'retry-after': 'soon' }, { is: 'busy', retryAfter: null }],
    [400, {}, { is: 'unusable', why: 'wrong-answer' }],
    [200, { 'content-type': 'text/html' }, { is: 'unusable', why: 'wrong-answer' }],
    [200, {}, { is: 'unusable', why: 'no-ranges' }],
  ])('is not there when the answer is %i %o', async (status, headers, end) => {
    answers(status, headers, 'a page');
    expect(await ask()).toMatchObject({ end, got: Buffer.alloc(0) });
  });

  it('has changed when a condition brings the whole file', async () => {
    answers(200, {}, bytes);
    expect((await ask({ etag: '"old"' })).end).toEqual({ is: 'changed' });
  });

  it('understands a date to come back at', async () => {
    answers(503, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    const { end } = await ask();
    const retryAfter = end.is === 'busy' ? end.retryAfter : null;
    expect(retryAfter).toBeGreaterThan(55_000);
    expect(retryAfter).toBeLessThanOrEqual(60_000);
  });

  it('never passes on more than was asked for', async () => {
    answers(206, { 'content-range': right['content-range'], 'transfer-encoding': 'chunked' }, bytes);
    const { end, got } = await ask();
    expect(end).toEqual({ is: 'complete' });
    expect(got.equals(bytes.subarray(0, wanted.length))).toBe(true);
  });

  it('is cut when the connection breaks, and what came before is there', async () => {
    server.answer = (_, response) => {
      response.writeHead(206, right);
      response.write(wanted.subarray(0, 70_000), () => response.destroy());
    };
    const { end, got } = await ask();
    expect(end).toEqual({ is: 'cut' });
    expect(got.equals(wanted.subarray(0, got.length))).toBe(true);
  });

  it.each([
    ['falls silent', 0],
    ['trickles', 5],
  ])('is cut when the server %s', async (_, every) => {
    server.answer = (_request, response) => {
      response.writeHead(206, right);
      response.write(wanted.subarray(0, 10));
      const timer = every > 0 ? setInterval(() => response.write(wanted.subarray(0, 1)), every) : undefined;
      response.on('close', () => clearInterval(timer));
    };
    expect((await ask({ over: hasty })).end).toEqual({ is: 'cut' });
  });

  it('is not cut while nobody wants its bytes', async () => {
    let isFirst = true;
    const { end } = await ask({
      over: hasty,
      take: async () => {
        if (isFirst) await new Promise((resolve) => setTimeout(resolve, 500));
        isFirst = false;
      },
    });
    expect(end).toEqual({ is: 'complete' });
  });

  it('is unreachable where nobody listens, and where nobody answers', async () => {
    server.answer = () => undefined;
    expect(await ask({ over: hasty })).toMatchObject({
      end: { is: 'unreachable', failure: { code: 'cloud-unreachable' } },
    });
    await server[Symbol.asyncDispose]();
    expect(await ask()).toMatchObject({ end: { is: 'unreachable', failure: { code: 'cloud-unreachable' } } });
    server = await startFileServer(bytes);
  });

  it('names a proxy that is not there', async () => {
    const behind = createRangeFetch({ environment: { http_proxy: 'http://127.0.0.1:9' } });
    const request = { url: 'http://store.example/f', first: 0, length: 1, size: 1, etag: null };
    const end = await behind.range(
      { ...request, signal: new AbortController().signal },
      { begin: () => undefined, take: () => undefined },
    );
    expect(end).toMatchObject({ is: 'unreachable', failure: { code: 'proxy-failed' } });
  });

  it('rejects with the reason of its signal, before, in and after the head', async () => {
    const reason = new Error('paused');
    await expect(ask({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    server.answer = () => undefined;
    const silent = new AbortController();
    setTimeout(() => silent.abort(reason), 20);
    await expect(ask({ signal: silent.signal })).rejects.toBe(reason);
    server.answer = server.serve;
    const midway = new AbortController();
    const take = () => {
      midway.abort(reason);
      return undefined;
    };
    await expect(ask({ signal: midway.signal, take })).rejects.toBe(reason);
  });
});

describe('redirects', () => {
  it('are followed, and credentials go to their own origin only', async () => {
    await using other = await startFileServer(bytes);
    server.answer = (_, response) => void response.writeHead(302, { location: other.url }).end();
    const { end, got } = await ask({ url: server.url.replace('//', '//jo:secret@') });
    expect(end).toEqual({ is: 'complete' });
    expect(got.equals(wanted)).toBe(true);
    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${btoa('jo:secret')}`);
    expect(other.seen[0]?.headers.authorization).toBeUndefined();
    expect(other.seen[0]?.headers.referer).toBeUndefined();
  });

  it('keep credentials within an origin', async () => {
    server.answer = (request, response) =>
      request.url === '/file'
        ? void response.writeHead(307, { location: '/elsewhere' }).end()
        : server.serve(request, response);
    expect((await ask({ url: server.url.replace('//', '//jo:secret@') })).end).toEqual({ is: 'complete' });
    expect(server.seen[1]?.headers.authorization).toBe(`Basic ${btoa('jo:secret')}`);
  });

  it('never lead from https to http', async () => {
    const certificate = selfSigned();
    const secure = await serveTls(
      (_, response) => void response.writeHead(302, { location: server.url }).end(),
      certificate,
    );
    const trusting = createRangeFetch({ environment: {}, extraCertificate: certificate.cert });
    const signal = new AbortController().signal;
    const request = { url: `${secure}/file`, first: 0, length: 1, size: bytes.length, etag: null, signal };
    const sink = { begin: () => undefined, take: () => undefined };
    expect(await trusting.range(request, sink)).toEqual({ is: 'unusable', why: 'insecure-redirect' });
    expect(await range(request, sink)).toMatchObject({ is: 'unreachable', failure: { code: 'cloud-untrusted-tls' } });
    expect(server.seen).toEqual([]);
  });

  it('end somewhere', async () => {
    answers(302, { location: '/file' });
    expect((await ask()).end).toEqual({ is: 'unusable', why: 'wrong-answer' });
    expect(server.seen.length).toBe(6);
  });

  it('lead nowhere else than over HTTP', async () => {
    answers(302, { location: 'file:///etc/passwd' });
    expect((await ask()).end).toEqual({ is: 'unusable', why: 'wrong-answer' });
  });
});

describe('a small file', () => {
  const signal = new AbortController().signal;

  it('is fetched whole', async () => {
    const got = await whole(server.url, { size: bytes.length, limit: bytes.length, signal });
    expect(Buffer.compare(got, bytes)).toBe(0);
    expect(server.seen[0]?.headers.range).toBeUndefined();
  });

  it('is refused when it is too long, not as long as it should be, or not there', async () => {
    const tooLong = whole(server.url, { limit: 1_000, signal });
    await expect(tooLong).rejects.toMatchObject({ code: 'source-unusable', details: { why: 'wrong-answer' } });
    await expect(whole(server.url, { size: 5, limit: 9_000_000, signal })).rejects.toMatchObject({
      code: 'source-differs',
    });
    answers(404, {});
    await expect(whole(server.url, { limit: 9, signal })).rejects.toMatchObject({ details: { why: 'not-there' } });
    answers(503, {});
    await expect(whole(server.url, { limit: 9, signal })).rejects.toMatchObject({ code: 'cloud-unreachable' });
  });

  it('never grows beyond what it said', async () => {
    answers(200, { 'transfer-encoding': 'chunked' }, bytes);
    const got = await whole(server.url, { size: 1_000, limit: 2_000, signal });
    expect(got.length).toBe(1_000);
  });
});
