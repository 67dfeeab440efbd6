import { type IncomingMessage, type RequestListener, createServer, request } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createConnectCloud } from '#main/adapters/cloud-client/connect.ts';
import type { FetchOptions } from '#main/adapters/cloud-client/fetch.ts';
import type { Contact } from '#main/services/ports.ts';
import type { Failure } from '#shared/errors.ts';
import { toFailure } from '#shared/contract/failure.ts';
import { listen, selfSigned, serve, serveTls } from '../../../support/loopback.ts';

const person = { id: 'ingrid', name: 'Ingrid Aas', email: 'ingrid@northlight.example' };
const signedIn = { person, isVendor: false, memberships: [], sessionExpiresAt: 1 };
const json =
  (body: unknown, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
const html =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<h1>Welcome to Hotel Wi-Fi</h1>');
  };
const isThere = json({ json: signedIn });
const closed = 'http://127.0.0.1:1';

/** Asks who is signed in, and says how that ended. */
async function ask(url: string, options: FetchOptions = {}, token: string | null = null) {
  const contacts: Contact[] = [];
  const { client } = createConnectCloud({ environment: {}, ...options })({
    url: () => Promise.resolve(url),
    token: () => Promise.resolve(token),
    onContact: (contact) => contacts.push(contact),
  });
  const result = await client.session.show({}).catch((error: unknown) => toFailure(error) ?? error);
  return { result, contacts };
}
const answerOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).result;

describe('an answer', () => {
  test('comes back as it was given, and the token travels as a bearer', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const url = await serve((incoming, response) => {
      seen.push(incoming.headers);
      isThere(incoming, response);
    });
    const { result, contacts } = await ask(url, {}, 'secret');
    expect(result).toEqual(signedIn);
    expect(contacts).toEqual([{ failure: null, token: 'secret' }]);
    expect(seen[0]?.authorization).toBe('Bearer secret');
  });

  test('a refusal of the cloud keeps its code and details', async () => {
    const url = await serve(
      json(
        { json: { defined: true, code: 'not-allowed', status: 403, message: '', data: { needs: 'license.assign' } } },
        403,
      ),
    );
    expect(await answerOf(url)).toMatchObject({ code: 'not-allowed', details: { needs: 'license.assign' } });
  });

  test('one that is too many says when to come back, also from a gateway', async () => {
    const url = await serve(html(429, { 'retry-after': '17' }));
    expect(await answerOf(url)).toMatchObject({ code: 'too-many-attempts', details: { retryAfterSeconds: 17 } });
    const date = new Date(Date.now() + 30_500).toUTCString();
    const refused = (await answerOf(await serve(html(429, { 'retry-after': date })))) as Failure<'too-many-attempts'>;
    expect(refused.code).toBe('too-many-attempts');
    expect([28, 29, 30, 31]).toContain(refused.details.retryAfterSeconds);
  });
});

describe('something else answers', () => {
  test.each([
    ['a captive portal', html(200)],
    ['a page that is not there', html(404)],
    ['a server that fails', html(500)],
    ['a network that wants a sign-in', html(511)],
    ['JSON of something else', json({ hello: 'world' })],
    ['JSON in the right envelope, of another shape', json({ json: { person: 'Ingrid' } })],
    ['half an answer', (_, response) => void response.writeHead(200).end('{"json":{"per')],
    ['nothing at all', (_, response) => void response.writeHead(204).end()],
  ] satisfies [string, RequestListener][])('%s', async (_, listener) => {
    const url = await serve(listener);
    expect(await answerOf(url)).toMatchObject({ code: 'not-a-greenroom-cloud', details: { url } });
  });

  test('a redirect is not followed: the token stays here', async () => {
    const asked: string[] = [];
    const elsewhere = await serve((incoming, response) => {
      asked.push(incoming.url ?? '');
      isThere(incoming, response);
    });
    const url = await serve(html(307, { location: `${elsewhere}/rpc/session/show` }));
    expect(await answerOf(url, {}, 'secret')).toMatchObject({ code: 'not-a-greenroom-cloud' });
    expect(asked).toEqual([]);
  });
});

describe('nobody answers', () => {
  test.each([502, 503, 504])('a gateway says %i', async (status) => {
    const url = await serve(html(status));
    expect(await answerOf(url)).toMatchObject({ code: 'cloud-unreachable', details: { url } });
  });

  test('a closed port', async () => {
    expect(await answerOf(closed)).toMatchObject({ code: 'cloud-unreachable', details: { url: closed } });
  });

  test('a name that does not exist', async () => {
    expect(await answerOf('https://cloud.invalid')).toMatchObject({ code: 'cloud-unreachable' });
  });

  test('a server that hangs', async () => {
    const url = await serve(() => undefined);
    const started = Date.now();
    expect(await answerOf(url, { timeouts: { response: 200 } })).toMatchObject({ code: 'cloud-unreachable' });
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  test('a server that hangs up', async () => {
    const url = await serve((incoming) => void incoming.socket.destroy());
    expect(await answerOf(url)).toMatchObject({ code: 'cloud-unreachable' });
  });

  test('whoever asked gives up: no trouble of the cloud', async () => {
    const url = await serve(() => undefined);
    const contacts: Contact[] = [];
    const { call } = createConnectCloud({ environment: {} })({
      url: () => Promise.resolve(url),
      token: () => Promise.resolve(null),
      onContact: (contact) => contacts.push(contact),
    });
    const leaver = new AbortController();
    const asking = call(['session', 'show'], {}, leaver.signal);
    setTimeout(() => leaver.abort(new Error('gone')), 50);
    await expect(asking).rejects.toThrow('gone');
    expect(contacts).toEqual([]);
  });
});

describe('certificates', () => {
  test('one that nobody vouches for', async () => {
    const url = await serveTls(isThere, selfSigned());
    expect(await answerOf(url)).toMatchObject({
      code: 'cloud-untrusted-tls',
      details: { url, why: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
  });

  test('one of another name', async () => {
    const certificate = selfSigned('elsewhere.example');
    const url = await serveTls(isThere, certificate);
    expect(await answerOf(url, { extraCertificate: certificate.cert })).toMatchObject({
      code: 'cloud-untrusted-tls',
      details: { why: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  test('no certificate at all where one is wanted', async () => {
    const plain = await serve(isThere);
    expect(await answerOf(plain.replace('http:', 'https:'))).toMatchObject({ code: 'cloud-untrusted-tls' });
  });

  test('one of an authority that is trusted here', async () => {
    const certificate = selfSigned();
    const url = await serveTls(isThere, certificate);
    expect(await answerOf(url, { extraCertificate: certificate.cert })).toEqual(signedIn);
  });
});

describe('through a proxy', () => {
  /** A proxy that lets everything through, to this machine whatever was asked for. */
  async function openProxy(port: number): Promise<string> {
    const server = createServer((incoming, response) => {
      const onward = request(
        {
          host: '127.0.0.1',
          port,
          path: new URL(incoming.url ?? '').pathname,
          method: incoming.method,
          headers: incoming.headers,
        },
        (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        },
      );
      incoming.pipe(onward);
    });
    server.on('connect', (_, socket) => {
      const onward = connectSocket(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    return `http://127.0.0.1:${await listen(server)}`;
  }
  const cloudName = 'https://cloud.greenroom.example';

  test('the answer arrives', async () => {
    const certificate = selfSigned('cloud.greenroom.example');
    const url = await serveTls(isThere, certificate);
    const proxy = await openProxy(Number(new URL(url).port));
    const environment = { HTTPS_PROXY: proxy };
    expect(await answerOf(cloudName, { environment, extraCertificate: certificate.cert })).toEqual(signedIn);
  });

  test('a cloud that takes its time is waited for', async () => {
    const certificate = selfSigned('cloud.greenroom.example');
    const url = await serveTls((...call) => void setTimeout(() => isThere(...call), 2_500), certificate);
    const environment = { HTTPS_PROXY: await openProxy(Number(new URL(url).port)) };
    const options = { environment, extraCertificate: certificate.cert, timeouts: { connect: 2_000 } };
    expect(await answerOf(cloudName, options)).toEqual(signedIn);
  });

  test('one that refuses is named, without its password', async () => {
    const server = createServer();
    server.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    const port = await listen(server);
    const environment = { https_proxy: `http://jo:secret@127.0.0.1:${port}` };
    const result = await answerOf(cloudName, { environment });
    expect(result).toMatchObject({ code: 'proxy-failed', details: { proxy: `http://127.0.0.1:${port}` } });
  });

  test('one that is not there', async () => {
    const environment = { HTTPS_PROXY: closed };
    expect(await answerOf(cloudName, { environment })).toMatchObject({
      code: 'proxy-failed',
      details: { proxy: closed },
    });
  });

  test('one that never answers', async () => {
    const server = createServer();
    server.on('connect', () => undefined);
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${await listen(server)}` };
    const result = await answerOf(cloudName, { environment, timeouts: { connect: 300, response: 500, request: 800 } });
    expect(result).toMatchObject({ code: 'proxy-failed' });
  });

  test('this machine and what NO_PROXY names are reached straight', async () => {
    const url = await serve(isThere);
    expect(await answerOf(url, { environment: { HTTP_PROXY: closed } })).toEqual(signedIn);
  });
});
