import { describe, expect, it } from 'vitest';
import { standingOf } from '#cloud/outgoing/addresses.ts';
import { createOutgoing } from '#cloud/outgoing/create-outgoing.ts';

it.each([
  ['93.184.215.14', 'public'],
  ['2606:4700:4700::1111', 'public'],
  ['::ffff:93.184.215.14', 'public'],
  ['127.0.0.1', 'loopback'],
  ['127.8.9.10', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:7f00:1', 'loopback'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['172.32.0.1', 'public'],
  ['192.168.178.20', 'private'],
  ['100.64.0.1', 'private'],
  ['100.127.255.254', 'private'],
  ['100.128.0.1', 'public'],
  ['fc00::1', 'private'],
  ['fd12:3456:789a::1', 'private'],
  ['::ffff:10.0.0.7', 'private'],
  ['0:0:0:0:0:ffff:0a00:0007', 'private'],
  ['0.0.0.0', 'never'],
  ['0.1.2.3', 'never'],
  ['::', 'never'],
  ['::ffff:0.0.0.0', 'never'],
  ['169.254.169.254', 'never'],
  ['::ffff:169.254.169.254', 'never'],
  ['fe80::1', 'never'],
  ['fe80::1%eth0', 'never'],
  ['224.0.0.1', 'never'],
  ['255.255.255.255', 'never'],
  ['ff02::1', 'never'],
  ['64:ff9b::a00:1', 'never'],
  ['2002:0a00:0001::', 'never'],
  ['2001:0:4136:e378::', 'never'],
  ['::10.0.0.1', 'never'],
  ['2001:db8::1', 'never'],
  ['198.18.0.1', 'never'],
  ['no address', 'never'],
] as const)('%s is %s', (address, standing) => {
  expect(standingOf(address)).toBe(standing);
});

describe('what may be typed', () => {
  const embedded = createOutgoing({ isEmbedded: true, reachesPrivate: true });
  const closed = createOutgoing({ isEmbedded: true, reachesPrivate: false });
  const server = createOutgoing({ isEmbedded: false, reachesPrivate: false });
  const inside = createOutgoing({ isEmbedded: false, reachesPrivate: true });

  it.each([
    ['https://studio.example/hook', null, null],
    ['http://studio.example/hook', 'not-https', 'not-https'],
    ['http://127.0.0.1:9000/', null, 'not-https'],
    ['http://localhost:9000/', null, 'not-https'],
    ['http://[::1]:9000/', null, 'not-https'],
    ['http://10.0.0.7/', 'not-https', 'not-https'],
    ['https://10.0.0.7/', null, 'private'],
    ['https://[fd00::1]/', null, 'private'],
    ['https://[::ffff:10.0.0.7]/', null, 'private'],
    ['https://2130706433/', null, 'private'],
    ['https://0x7f.1/', null, 'private'],
    ['https://169.254.169.254/', 'private', 'private'],
    ['https://[fe80::1]/', 'private', 'private'],
    ['https://0.0.0.0/', 'private', 'private'],
    ['https://user:word@studio.example/', 'not-an-address', 'not-an-address'],
    ['ftp://studio.example/', 'not-an-address', 'not-an-address'],
    ['javascript:alert(1)', 'not-an-address', 'not-an-address'],
    ['studio.example', 'not-an-address', 'not-an-address'],
    ['', 'not-an-address', 'not-an-address'],
  ])('%s: embedded %s, on a server %s', (address, onEmbedded, onServer) => {
    expect(embedded.refusal(address)).toBe(onEmbedded);
    expect(server.refusal(address)).toBe(onServer);
  });

  it('follows the setting on a server, and on an embedded cloud', () => {
    expect(inside.refusal('https://10.0.0.7/')).toBeNull();
    expect(inside.refusal('https://169.254.169.254/')).toBe('private');
    expect(inside.refusal('http://127.0.0.1/')).toBe('not-https');
    expect(closed.refusal('http://127.0.0.1/')).toBe('private');
  });
});
