import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinFiles, qrText, splitBlocks } from '#shared/files/bundle.ts';
import { openCall } from '#shared/files/call.ts';
import { makeEnvelope } from '#shared/files/envelope.ts';
import { inspect, type InspectContext } from '#shared/files/inspect.ts';
import { payloadTypeOf } from '#shared/files/kind.ts';
import { open } from '#shared/files/open.ts';
import { Refusal } from '#shared/files/refusal.ts';
import { InspectedFile } from '#shared/models/offline.ts';
import { text as words } from '#shared/text/index.ts';
import { block, fuzzedFiles } from '../support/fuzzed-files.ts';
import { figure, isFull, report } from '../support/promise.ts';
import { digestOf, forEachKind, sampleFiles, sealed } from '../support/sample-files.ts';
import { fixedSigner, platform, testCloud, testLicense } from '../support/signed-files.ts';

const inputs = figure(4_000, 1_000_000);
const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const samples = sampleFiles(cloud, machine);
const { now } = samples.license.context;
const onMachine: InspectContext = {
  now,
  trustRoot: { payload: cloud.trustRoot, digest: digestOf(cloud.trustRoot) },
  machine: { id: machine.keyId, name: 'RENDER-03' },
  applied: null,
  returned: [],
  requests: [],
  returns: [],
  cloud: null,
};
const inCloud = { ...onMachine, machine: null, cloud: { id: cloud.trustRoot.cloud, name: cloud.trustRoot.cloudName } };

/** Opens a text as everything there is, in every place. Throws when what comes out is not on the list, or cannot be said. */
function openAsAll(text: string): void {
  forEachKind(samples, (kind, { context }) => {
    const opened = open(platform, kind, text, context);
    if (!opened.accepted) say(opened.refusal);
  });
  openCall(platform, text, { cloud: 'c', purpose: 'pick' });
}

function lookAt(text: string, known: InspectContext): void {
  const found = inspect(platform, text, known);
  if (found.length === 0) throw new Error('nothing said');
  for (const each of found) {
    InspectedFile.parse(each);
    if (each.refusal) say(each.refusal);
  }
}

function say(refusal: Refusal): void {
  Refusal.parse(refusal);
  const explain = words.refusals[refusal.code] as (sides: Refusal) => { sentence: string; next: string };
  if (!explain(refusal).sentence || !explain(refusal).next) throw new Error('no words');
}

function takeApart(text: string): void {
  const parts = splitBlocks(text);
  const again = splitBlocks(joinFiles(parts.map((part) => part.text)));
  if (again.length !== parts.length) throw new Error('a block was lost');
  qrText(text);
}

/** Memory in use after a full collection. */
function memoryHeld(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Milliseconds of processor a task takes, however busy the machine is. */
function processorTime(task: () => void): number {
  const started = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

test(`S2 ${inputs} fuzzed inputs: none throws, each quickly, memory stays`, {
  timeout: isFull ? 7_200_000 : 120_000,
}, () => {
  let longest = 0;
  // The generator's own tables are made with its first inputs.
  fc.sample(fuzzedFiles(samples), 500);
  const before = memoryHeld();
  fc.assert(
    fc.property(fuzzedFiles(samples), (text) => {
      const times = [
        () => openAsAll(text),
        () => lookAt(text, onMachine),
        () => lookAt(text, inCloud),
        () => takeApart(text),
      ].map(processorTime);
      longest = Math.max(longest, ...times);
    }),
    { numRuns: inputs },
  );
  const held = (memoryHeld() - before) / 2 ** 20;
  report(`S2: ${inputs} inputs, 0 throws, longest ${longest.toFixed(1)} ms of processor, ${held.toFixed(1)} MiB held`);
  expect(longest).toBeLessThan(100);
  expect(held).toBeLessThan(50);
});

const license = payloadTypeOf('license');
const payload = testLicense(machine);
const hostile: Record<string, () => string> = {
  'a line of 20 MB': () => 'A'.repeat(20_000_000),
  '20 MB in a block': () => `-----BEGIN GREENROOM LICENSE-----\n${'A\n'.repeat(10_000_000)}`,
  '20 MB in one line of a block': () => `-----BEGIN GREENROOM LICENSE-----\n${'A'.repeat(20_000_000)}`,
  '300 000 empty blocks': () => '-----BEGIN GREENROOM LICENSE-----\n-----END GREENROOM LICENSE-----\n'.repeat(300_000),
  '300 000 blocks that never end': () => '-----BEGIN GREENROOM RELEASE INDEX-----\n'.repeat(300_000),
  'a million first lines in the middle of a line': () => ' x -----BEGIN GREENROOM LICENSE-----'.repeat(1_000_000),
  'deeply nested JSON': () => block('LICENSE', '['.repeat(40_000)),
  'deeply nested content': () =>
    block('LICENSE', makeEnvelope(platform, license, payload, [cloud.lease]).replace('{', '{"a":'.repeat(4_000))),
  'content of ten thousand lists': () =>
    block(
      'LICENSE',
      JSON.stringify({
        payloadType: license,
        payload: platform.toBase64(platform.toBytes(`{"leases":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)),
        signatures: [{ keyid: cloud.lease.keyId, sig: '' }],
      }),
    ),
  'ten thousand signatures': () =>
    block(
      'LICENSE',
      JSON.stringify({
        payloadType: license,
        payload: '',
        signatures: Array.from({ length: 1_000 }, () => ({ keyid: cloud.lease.keyId, sig: '' })),
      }),
    ),
  'prototype games': () =>
    block('LICENSE', '{"__proto__":{"payloadType":"x"},"constructor":1,"payload":"","signatures":[]}'),
  'quotes and blanks': () => '> \t'.repeat(5_000_000),
  'quotes and blanks before each first line': () =>
    `${'> '.repeat(500_000)}-----BEGIN GREENROOM LICENSE-----\n`.repeat(5),
};

test.each(Object.entries(hostile))('S2 hostile: %s', (_, make) => {
  const text = make();
  expect(
    processorTime(() => expect(open(platform, 'license', text, samples.license.context).accepted).toBe(false)),
  ).toBeLessThan(1_000);
  expect(processorTime(() => lookAt(text, onMachine))).toBeLessThan(2_000);
  expect(processorTime(() => takeApart(text))).toBeLessThan(4_000);
});

test('S2 a bundle of thousands of machines: time and memory by its length, and the own file is found', {
  timeout: 120_000,
}, () => {
  const count = figure(1_000, 10_000);
  const neighbour = fixedSigner('RENDER-04');
  const theirs = sealed('license', { ...samples.license, payload: testLicense(neighbour, { sequence: 99 }) });
  const bundle = theirs.repeat(count - 1) + sealed('license', samples.license);
  const before = memoryHeld();
  const opening = processorTime(() =>
    expect(open(platform, 'license', bundle, samples.license.context).accepted).toBe(true),
  );
  const looking = processorTime(() => expect(inspect(platform, bundle, onMachine)).toHaveLength(count));
  const held = (memoryHeld() - before) / 2 ** 20;
  const megabytes = bundle.length / 1e6;
  report(
    `S2: a bundle of ${count} licenses (${megabytes.toFixed(0)} MB): opened in ${opening.toFixed(0)} ms, ` +
      `inspected in ${looking.toFixed(0)} ms of processor, ${held.toFixed(1)} MiB held`,
  );
  expect(opening / count).toBeLessThan(3);
  expect(looking / count).toBeLessThan(4);
  expect(held).toBeLessThan(50);
});
