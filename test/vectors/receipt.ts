import { sampleFiles, sealed } from '../support/sample-files.ts';
import { fixedSigner, testCloud } from '../support/signed-files.ts';
import { commonDrafts } from './common.ts';
import type { Draft } from './vector.ts';

const cloud = testCloud();
const machine = fixedSigner('RENDER-03');
const samples = sampleFiles(cloud, machine);
const receipt = samples['return-receipt'];
const { context, payload } = receipt;
const [mine] = context.returns;
const good = sealed('return-receipt', receipt);
const changed = (change: Partial<typeof payload>) =>
  sealed('return-receipt', { ...receipt, payload: { ...payload, ...change } });

export const receiptDrafts: Draft<'return-receipt'>[] = [
  ...commonDrafts({
    kind: 'return-receipt',
    file: good,
    payload,
    signer: cloud.lease,
    stranger: testCloud('Other Cloud').lease,
    context,
    otherKind: sealed('return-proof', samples['return-proof']),
  }),
  { name: 'a bundle: the own receipt is found', text: changed({ machine: '0123456789abcdef' }) + good, context, expect: 'accepted' },

  { name: 'no cloud is trusted here yet', text: good, context: { ...context, trustRoot: null }, expect: 'untrusted-key' },
  { name: 'signed by the machine itself', text: sealed('return-receipt', { ...receipt, signer: machine }), context, expect: 'untrusted-key' },
  { name: 'signed by the right key for another cloud', text: changed({ cloud: 'elsewhere' }), context, expect: 'other-cloud' },
  { name: 'for another machine', text: changed({ machine: '0123456789abcdef', machineName: 'RENDER-04' }), context, expect: 'other-machine' },
  { name: 'of a lease that was not given back here', text: changed({ lease: 'lease-2' }), context, expect: 'unknown-request' },
  { name: 'of another proof of the same lease', text: changed({ proof: 'f'.repeat(64) }), context, expect: 'unknown-request' },
  {
    name: 'a receipt that is here already',
    text: good,
    context: { ...context, returns: mine ? [{ ...mine, isReceived: true }] : [] },
    expect: 'already-returned',
  },
];
