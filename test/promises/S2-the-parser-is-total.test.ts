import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { armour } from '#shared/files/armour.ts';
import { openCall } from '#shared/files/call.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import { open } from '#shared/files/open.ts';
import { Refusal } from '#shared/files/refusal.ts';
import { seal } from '#shared/files/seal.ts';
import { figure, isFull, report } from '../support/promise.ts';
import { fixedSigner, importing, platform, testCloud, testLicense } from '../support/signed-files.ts';

const inputs = figure(10_000, 1_000_000);
const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const context = importing(cloud, machine);
const payload = testLicense(machine);
const good = seal(platform, 'license', payload, [cloud.lease], ['Hello']);

const block = (label: string, text: string) => armour(label, platform.toBase64(platform.toBytes(text)), []);
const label = fc.constantFrom('LICENSE', 'TRUST ROOT', 'LICENSE REQUEST', '');

/** A good file with a few places cut, doubled or overwritten. */
const mutated = fc
  .tuple(
    fc.constantFrom(good, cloud.trustRootFile),
    fc.array(fc.tuple(fc.nat(2_000), fc.nat(40), fc.string({ unit: 'binary', maxLength: 8 })), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([file, cuts]) =>
    cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), file),
  );

/** Envelopes and payloads of any shape, some of them genuinely signed. */
const shaped = fc.tuple(label, fc.jsonValue()).map(([name, value]) => block(name, JSON.stringify(value)));
const signed = fc
  .tuple(fc.constantFrom('license', 'trust-root', 'machine-call', 'x'), label, fc.jsonValue(), fc.boolean())
  .map(([kind, name, value, isNear]) => {
    const content = isNear ? { ...payload, leases: value, sequence: value } : value;
    return block(name, makeEnvelope(platform, payloadTypeOf(kind), content, [cloud.lease]));
  });
const lines = fc
  .array(
    fc.constantFrom('-----BEGIN GREENROOM LICENSE-----', '-----END GREENROOM LICENSE-----', 'AAAA', '>', '', '{'),
    { maxLength: 40 },
  )
  .map((parts) => parts.join('\n'));
const anything = fc.string({ unit: 'binary', maxLength: 3_000 });
const input = fc.oneof(
  { weight: 5, arbitrary: mutated },
  { weight: 1, arbitrary: shaped },
  { weight: 2, arbitrary: signed },
  { weight: 1, arbitrary: lines },
  { weight: 1, arbitrary: anything },
);

/** Memory in use after a full collection. */
function memoryHeld(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Opens a text as everything there is. Throws when a refusal is not on the list. */
function openAsAll(text: string): void {
  for (const opened of [
    open(platform, 'license', text, context),
    open(platform, 'trust-root', text, { pinned: null }),
    open(platform, 'trust-root', text, { pinned: { payload: cloud.trustRoot, digest: '' } }),
  ]) {
    if (!opened.accepted) Refusal.parse(opened.refusal);
  }
  openCall(platform, text, { cloud: 'c', purpose: 'pick' });
}

test(`S2 ${inputs} fuzzed inputs: none throws, each quickly, memory stays`, {
  timeout: isFull ? 7_200_000 : 120_000,
}, () => {
  let longest = 0;
  const before = memoryHeld();
  fc.assert(
    fc.property(input, (text) => {
      const started = process.cpuUsage();
      openAsAll(text);
      const { user, system } = process.cpuUsage(started);
      longest = Math.max(longest, (user + system) / 1_000);
    }),
    { numRuns: inputs },
  );
  const held = (memoryHeld() - before) / 2 ** 20;
  report(`S2: ${inputs} inputs, 0 throws, longest ${longest.toFixed(1)} ms of processor, ${held.toFixed(1)} MiB held`);
  expect(longest).toBeLessThan(100);
  expect(held).toBeLessThan(50);
});

const hostile: Record<string, string> = {
  'a line of 20 MB': 'A'.repeat(20_000_000),
  '20 MB in a block': `-----BEGIN GREENROOM LICENSE-----\n${'A\n'.repeat(10_000_000)}`,
  '300 000 empty blocks': '-----BEGIN GREENROOM LICENSE-----\n-----END GREENROOM LICENSE-----\n'.repeat(300_000),
  'deeply nested JSON': block('LICENSE', '['.repeat(40_000)),
  'deeply nested content': block(
    'LICENSE',
    makeEnvelope(platform, payloadTypeOf('license'), payload, [cloud.lease]).replace('{', '{"a":'.repeat(4_000)),
  ),
  'ten thousand signatures': block(
    'LICENSE',
    JSON.stringify({
      payloadType: payloadTypeOf('license'),
      payload: '',
      signatures: Array.from({ length: 1_000 }, () => ({ keyid: cloud.lease.keyId, sig: '' })),
    }),
  ),
  'prototype games': block('LICENSE', '{"__proto__":{"payloadType":"x"},"constructor":1,"payload":"","signatures":[]}'),
  'quotes and blanks': '> \t'.repeat(5_000_000),
};

test.each(Object.entries(hostile))('S2 hostile: %s', (_, text) => {
  const started = process.cpuUsage();
  expect(open(platform, 'license', text, context).accepted).toBe(false);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(1_000);
});
