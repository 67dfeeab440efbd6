import { Failure } from '#shared/errors.ts';
import { sealCall } from '#shared/files/call.ts';
import { toHex } from '#shared/files/keys.ts';
import { open } from '#shared/files/open.ts';
import { advance, markSigned } from '#shared/files/time.ts';
import { minute } from '#shared/models/time.ts';
import type { MachineState } from '../../services/ports.ts';
import type { Core } from './core.ts';
import { notGenuine } from './roots.ts';
import { settleReturns } from './settle.ts';

/** An answer that comes later than this is no answer. */
const callStaysOpen = 5 * minute;

/** What this machine says to its cloud over the network, and what it believes of the answers. */
export function createCalls(core: Core): Pick<MachineState, 'openCall' | 'applyAnswer'> {
  /** Nonces that wait for their answer, with the uptime at which they were sent, and the key that signed. */
  const openCalls = new Map<string, { sentAt: number; key: string }>();

  function forgetOld(uptime: number): void {
    for (const [nonce, { sentAt }] of openCalls) if (uptime - sentAt > callStaysOpen) openCalls.delete(nonce);
  }

  return {
    openCall: ({ purpose, evidence, isVirtual, appVersion, ...wish }) =>
      core.inTurn(async () => {
        const { root, key, record, system, platform } = core;
        if (!root) throw new Error('a call was asked for before a cloud was pinned');
        const counter = core.nextCounter();
        const reading = core.reading();
        await core.keep({ counter, time: record.time && advance(record.time, reading, core.allowance()) });
        const nonce = toHex(core.random.bytes(16));
        const { name, applied } = record;
        const text = sealCall(
          platform,
          {
            purpose,
            cloud: root.payload.cloud,
            machine: { publicKey: key.publicKey, name, platform: system, appVersion, isVirtual, evidence },
            nonce,
            counter,
            sentAt: reading.wall,
            license: wish.license ?? null,
            replaces: wish.replaces ?? null,
            lease: wish.lease ?? null,
            days: wish.days ?? null,
            room: wish.room ?? null,
            applied,
          },
          key,
        );
        openCalls.set(nonce, { sentAt: reading.uptime, key: key.keyId });
        return { nonce, text };
      }),

    applyAnswer: ({ nonce }, file) =>
      core.inTurn(async () => {
        const reading = core.reading();
        forgetOld(reading.uptime);
        const isOurs = openCalls.get(nonce)?.key === core.key.keyId && !core.isWiped;
        if (!core.root || !isOurs) throw new Failure('answer-refused', { refusal: 'unknown-request' });
        const opened = open(core.platform, 'license', file, {
          trustRoot: core.root.payload,
          machine: core.machineRef(),
          now: core.now(),
          applied: core.record.applied,
          returned: core.record.returned,
          purpose: { for: 'answer', nonce },
        });
        if (!opened.accepted) throw notGenuine(opened.refusal);
        const { sequence, issuedAt, notices } = opened.payload;
        await core.files.write('license', file);
        // From here on the new license counts, even if the record cannot be written (see load.ts, adopt).
        openCalls.delete(nonce);
        core.license = opened;
        core.record = {
          ...core.record,
          applied: { sequence, digest: opened.digest },
          time: markSigned(issuedAt, reading),
          carried: null,
        };
        await core.keep({});
        const returns = settleReturns(core.returns, opened.payload);
        if (returns !== core.returns) await core.keepReturns(returns);
        return { notices };
      }),
  };
}
