import { expect, test } from 'vitest';
import { openCall, sealCall } from '#shared/files/call.ts';
import { inspect } from '#shared/files/inspect.ts';
import { type Context, type KindName, kindNames } from '#shared/files/kinds.ts';
import { open } from '#shared/files/open.ts';
import { seal } from '#shared/files/seal.ts';
import { figure, isFull, report } from '../support/promise.ts';
import { forEachKind, sampleFiles, sealed, testCall } from '../support/sample-files.ts';
import { fixedSigner, importing, platform, testCloud, testLicense } from '../support/signed-files.ts';

const files = figure(1, 200);

/** Flips the bits of a text from one place to another, one at a time, and gives those that are accepted. */
function flip(text: string, from: number, isAccepted: (text: string) => boolean, step = 1): string[] {
  const bytes = Buffer.from(text);
  const accepted: string[] = [];
  for (let bit = from * 8; bit < bytes.length * 8; bit += step) {
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    const changed = bytes.toString();
    if (isAccepted(changed)) accepted.push(changed);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
  }
  return accepted;
}

/** Every bit of the block. The lines above it are left out: they mean nothing. Gives what was accepted of it. */
function flipFile<Name extends KindName>(kind: Name, file: string, context: Context<Name>) {
  const isAccepted = (text: string) => open(platform, kind, text, context).accepted;
  const whole = file.trimEnd();
  const from = Buffer.from(whole.slice(0, whole.indexOf('-----BEGIN'))).length;
  const bits = (Buffer.from(whole).length - from) * 8;
  return { isGenuine: isAccepted(file), bits, accepted: flip(whole, from, isAccepted) };
}

test(`S1 every bit of ${files} files of each kind flipped: none is accepted`, {
  timeout: isFull ? 7_200_000 : 120_000,
}, () => {
  const bits = Object.fromEntries(kindNames.map((kind) => [kind, 0])) as Record<KindName, number>;
  for (let turn = 1; turn <= files; turn++) {
    const samples = sampleFiles(testCloud(`Cloud ${turn}`), fixedSigner(`machine ${turn}`), turn);
    forEachKind(samples, (kind, sample) => {
      const { isGenuine, bits: count, accepted } = flipFile(kind, sealed(kind, sample), sample.context);
      expect(isGenuine).toBe(true);
      expect(accepted).toEqual([]);
      bits[kind] += count;
    });
  }
  const each = Object.entries(bits).map(([kind, count]) => `${count} of ${kind}`);
  report(`S1: bits of ${files} files of each kind flipped, 0 accepted: ${each.join(', ')}`);
});

test(`S1 every bit of ${files} calls of machines flipped: none is accepted`, { timeout: 3_600_000 }, () => {
  for (let turn = 1; turn <= files; turn++) {
    const machine = fixedSigner(`machine ${turn}`);
    const call = testCall(machine, { counter: turn });
    const text = sealCall(platform, call, machine);
    const context = { cloud: call.cloud, purpose: call.purpose };
    const isAccepted = (changed: string) => openCall(platform, changed, context).accepted;
    expect(isAccepted(text)).toBe(true);
    expect(flip(text, 0, isAccepted)).toEqual([]);
  }
});

const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const file = seal(platform, 'license', testLicense(machine), [cloud.lease], ['Graphics XR, leased until 2027']);
const context = importing(cloud, machine);

test('S1 changed lines for people change nothing', () => {
  const plain = open(platform, 'license', file, context);
  expect(plain.accepted).toBe(true);
  expect(open(platform, 'license', file.replace('2027', '2099'), context)).toEqual(plain);
});

test('S1 inspect calls nothing genuine that open would not', { timeout: 60_000 }, () => {
  const known = {
    now: context.now,
    trustRoot: { payload: cloud.trustRoot, digest: '' },
    machine: context.machine,
    applied: null,
    returned: [],
    requests: [],
    returns: [],
    cloud: null,
  };
  const isGenuine = (text: string) => inspect(platform, text, known).some((found) => found.isGenuine);
  expect(isGenuine(file)).toBe(true);
  expect(flip(file.trimEnd(), file.indexOf('-----BEGIN'), isGenuine, figure(7, 1))).toEqual([]);
});
