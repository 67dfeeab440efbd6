import { expect, test } from 'vitest';
import { openCall, sealCall } from '#shared/files/call.ts';
import { testCall } from '../../support/sample-files.ts';
import { fixedSigner, platform, testCloud } from '../../support/signed-files.ts';

const machine = fixedSigner('RENDER-03');
const cloud = testCloud();
const call = testCall(machine);

test('a call opens only at its cloud, for its purpose, signed by its own key', () => {
  const context = { cloud: cloud.trustRoot.cloud, purpose: 'heartbeat' } as const;
  const text = sealCall(platform, call, machine);
  expect(openCall(platform, text, context)).toMatchObject({ accepted: true, payload: call, machine: machine.keyId });
  const why = (changed: string, change = {}) => {
    const opened = openCall(platform, changed, { ...context, ...change });
    return opened.accepted ? null : opened.why;
  };
  expect(why(text, { cloud: 'elsewhere' })).toBe('other-cloud');
  expect(why(text, { purpose: 'return' })).toBe('other-purpose');
  expect(why(sealCall(platform, call, cloud.lease))).toBe('bad-signature');
  expect(why(sealCall(platform, call, { ...cloud.lease, keyId: machine.keyId }))).toBe('bad-signature');
  expect(why(text.replace(/"sig":"./, '"sig":"?'))).toBe('bad-signature');
  expect(why(text.replace('machine-call', 'license'))).toBe('unreadable');
  expect(why(sealCall(platform, { ...call, machine: { ...call.machine, publicKey: 'AAAA' } }, machine))).toBe(
    'unreadable',
  );
  for (const nonsense of ['', '{}', 'null', '[]', ' '.repeat(20_000), `${text} `.repeat(20)]) {
    expect(why(nonsense)).toBe('unreadable');
  }
});
