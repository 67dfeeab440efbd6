import { createServer } from 'node:http';
import { setDefaultCACertificates } from 'node:tls';
import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutgoing } from '#cloud/outgoing/create-outgoing.ts';
import type { OutgoingCall } from '#cloud/outgoing/port.ts';
import { listen, selfSigned, serve, serveTls } from '../../../support/loopback.ts';

const embedded = { isEmbedded: true, reachesPrivate: true };
const onServer = { isEmbedded: false, reachesPrivate: false };
const insideStudio = { isEmbedded: false, reachesPrivate: true };
const outgoing = createOutgoing(embedded);
const call = (url: string, more: Partial<OutgoingCall> = {}) => ({
  url,
  method: 'POST',
  time: 2_000,
  most: 100,
  ...more,
});

/** A name server of one's own: what it says may change from one question to the next. */
function names(...answers: string[][]) {
  let asked = 0;
  const resolve = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? [];
    return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { resolve, asked: () => asked };
}

async function counting(listener: RequestListener = (_, response) => response.end('hello')) {
  let connections = 0;
  const server = createServer(listener).on('connection', () => (connections += 1));
  return { port: await listen(server), connections: () => connections };
}

it('sends method, headers and body, and answers with status, headers and body', async () => {
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      response.writeHead(201, { 'x-seen': String(request.headers['x-sent']) });
      response.end(`${request.method} ${body} ${request.headers['user-agent']?.startsWith('greenroom-cloud/')}`);
    });
  });
  const answer = await outgoing.send(call(url, { headers: { 'x-sent': 'this' }, body: '{"a":"ø"}' }));
  expect(answer.status).toBe(201);
  expect(answer.headers.get('x-seen')).toBe('this');
  expect(answer.body.toString()).toBe('POST {"a":"ø"} true');
  expect(answer.isWhole).toBe(true);
});

it('an error and a redirect are answers; a redirect is not followed', async () => {
  const elsewhere = await counting();
  const url = await serve((request, response) => {
    if (request.url === '/500') response.writeHead(500).end('broken');
    else response.writeHead(302, { location: `http://127.0.0.1:${elsewhere.port}/` }).end();
  });
  expect((await outgoing.send(call(`${url}/500`))).status).toBe(500);
  expect((await outgoing.send(call(`${url}/302`))).status).toBe(302);
  expect((await outgoing.fetch(`${url}/302`)).status).toBe(302);
  expect(elsewhere.connections()).toBe(0);
});

it('reads no more than it wants of an endless answer', async () => {
  let sent = 0;
  const url = await serve((_, response) => {
    const more = () => {
      while (!response.destroyed && (sent += 16_384) && response.write(Buffer.alloc(16_384, 'x')));
    };
    response.on('drain', more);
    more();
  });
  const answer = await outgoing.send(call(url));
  expect(answer).toMatchObject({ status: 200, isWhole: false });
  expect(answer.body.length).toBe(100);
  expect(sent).toBeLessThan(20_000_000);
});

const stalling: Record<string, RequestListener> = {
  'never answers': () => {},
  'stops in the middle': (_, response) => void response.write('half'),
};
it.each(Object.entries(stalling))('gives up when the other side %s', async (_name, listener) => {
  const url = await serve(listener);
  const begun = Date.now();
  await expect(outgoing.send(call(url, { time: 200 }))).rejects.toMatchObject({ reason: 'too-slow' });
  expect(Date.now() - begun).toBeLessThan(1_500);
});

it('gives up when a name is never answered', async () => {
  const silent = createOutgoing(onServer, () => new Promise(() => {}));
  await expect(silent.send(call('https://studio.example/', { time: 200 }))).rejects.toMatchObject({
    reason: 'too-slow',
  });
});

it('says that nobody listens, that a name is unknown, and that an answer is none', async () => {
  const { port } = await counting((request) => request.socket.end('what?\r\n\r\n'));
  await expect(outgoing.send(call('http://127.0.0.1:1/'))).rejects.toMatchObject({ reason: 'unreachable' });
  await expect(outgoing.send(call(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({ reason: 'broken-answer' });
  const lost = createOutgoing(onServer, () => Promise.reject(new Error('ENOTFOUND')));
  await expect(lost.send(call('https://nobody.example/'))).rejects.toMatchObject({ reason: 'unknown-host' });
});

it('ends with the signal', async () => {
  const url = await serve(() => {});
  const stop = new AbortController();
  const ended = outgoing.send(call(url, { signal: stop.signal }));
  setTimeout(() => stop.abort(new Error('the cloud stops')), 50);
  await expect(ended).rejects.toThrow('the cloud stops');
});

describe('the address that is connected to', () => {
  it.each([
    ['127.0.0.1'],
    ['::1'],
    ['10.0.0.7'],
    ['::ffff:127.0.0.1'],
    ['fd00::1'],
    ['100.64.0.1'],
    ['169.254.169.254'],
    ['0.0.0.0'],
    ['fe80::1'],
  ])('on a server a name that stands for %s is refused, without a connection', async (address) => {
    const { port, connections } = await counting();
    const refusing = createOutgoing(onServer, names([address]).resolve);
    await expect(refusing.send(call(`https://studio.example:${port}/`))).rejects.toMatchObject({
      reason: 'address-refused',
    });
    expect(connections()).toBe(0);
  });

  it('is the one that was looked at: a name that changes meanwhile gains nothing', async () => {
    const { port, connections } = await counting();
    const rebinding = names(['192.0.2.1', '198.51.100.1', '203.0.113.9', '127.0.0.1'], ['127.0.0.1']);
    const refusing = createOutgoing(onServer, rebinding.resolve);
    await expect(refusing.send(call(`https://studio.example:${port}/`))).rejects.toMatchObject({
      reason: 'address-refused',
    });
    expect(rebinding.asked()).toBe(1);
    expect(connections()).toBe(0);
  });

  it('is an allowed one where a name has both', async () => {
    const certificate = selfSigned('localhost');
    const url = new URL(await serveTls((_, response) => response.end('hello'), certificate));
    setDefaultCACertificates([certificate.cert]);
    onTestFinished(() => setDefaultCACertificates([]));
    const both = createOutgoing(insideStudio, names(['169.254.169.254', '127.0.0.1']).resolve);
    expect((await both.send(call(url.href))).body.toString()).toBe('hello');
  });

  it('with http is this machine only, whatever the name', async () => {
    const { port, connections } = await counting();
    const lying = createOutgoing(embedded, names(['10.0.0.7']).resolve);
    await expect(lying.send(call(`http://localhost:${port}/`))).rejects.toMatchObject({ reason: 'address-refused' });
    await expect(outgoing.send(call('http://studio.example/'))).rejects.toMatchObject({ reason: 'address-refused' });
    const closed = createOutgoing({ isEmbedded: true, reachesPrivate: false });
    await expect(closed.send(call(`http://localhost:${port}/`))).rejects.toMatchObject({ reason: 'address-refused' });
    expect(connections()).toBe(0);
    expect((await outgoing.send(call(`http://localhost:${port}/`))).status).toBe(200);
  });
});

it.each([
  ['nobody vouches for', 'localhost'],
  ['is for another name', 'studio.example'],
])('a certificate that %s is trouble of its own', async (_why, name) => {
  const url = await serveTls((_, response) => response.end('hello'), selfSigned(name));
  const inside = createOutgoing(insideStudio);
  await expect(inside.send(call(url))).rejects.toMatchObject({ reason: 'not-trusted' });
});

describe('in the shape of fetch', () => {
  it('sends a form, and reads JSON', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => response.end(JSON.stringify({ body, type: request.headers['content-type'] })));
    });
    const answer = await outgoing.fetch(url, { method: 'POST', body: new URLSearchParams({ code: 'a b' }) });
    expect(await answer.json()).toEqual({
      body: 'code=a+b',
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
    });
  });

  it('answers without a body where there is none', async () => {
    const url = await serve((_, response) => response.writeHead(204).end());
    expect((await outgoing.fetch(url)).status).toBe(204);
  });

  it('refuses more than a megabyte', async () => {
    const url = await serve((_, response) => response.end(Buffer.alloc(1_100_000)));
    await expect(outgoing.fetch(url)).rejects.toMatchObject({ reason: 'too-large' });
  });
});
