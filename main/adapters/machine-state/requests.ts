import { Failure } from '#shared/errors.ts';
import { joinFiles } from '#shared/files/bundle.ts';
import { carriedName } from '#shared/files/carried-name.ts';
import { toHex } from '#shared/files/keys.ts';
import { kinds } from '#shared/files/kinds.ts';
import { requestLife } from '#shared/files/license-request.ts';
import { seal } from '#shared/files/seal.ts';
import type { MachineState } from '../../services/ports.ts';
import type { Core } from './core.ts';

/** So many may wait at once: more speak of a loop in a script. */
const atMost = 20;

/** Requests that are carried to a cloud (F2). Each stays open until it is answered, forgotten, or too old. */
export function createRequests(core: Core): Pick<MachineState, 'makeRequest' | 'showRequest' | 'dropRequest'> {
  return {
    makeRequest: ({ purpose, wanted, evidence, isVirtual, appVersion }) =>
      core.inTurn(async () => {
        const { root, record, key, system, platform } = core;
        if (!root) throw new Failure('no-cloud-yet', {});
        const others = core.openRequests();
        if (others.length >= atMost) throw new Failure('too-many-requests', { limit: atMost });
        const counter = core.nextCounter();
        const { name, applied } = record;
        const { publicKey } = key;
        const reading = core.reading();
        const now = core.now();
        // A cloud goes by what the clock itself says: one that has lost the date is not held to its use-by.
        const madeAt = reading.wall;
        const payload = {
          cloud: root.payload.cloud,
          request: toHex(core.random.bytes(16)),
          purpose,
          machine: { publicKey, name, platform: system, appVersion, isVirtual, evidence },
          counter,
          applied,
          wanted,
          madeAt,
          uptime: Math.round(reading.uptime),
          useBy: now + requestLife,
        };
        const file = {
          name: carriedName(name, now, kinds['license-request'].extension),
          text: joinFiles([seal(platform, 'license-request', payload, [key]), ...unsettledProofs(core)]),
        };
        const { request: id, useBy } = payload;
        await core.keep({ counter, requests: [...others, { id, purpose, wanted, madeAt, useBy, file }] });
        return { request: id, file };
      }),
    showRequest: (request) => core.openRequests().find(({ id }) => id === request)?.file ?? null,
    dropRequest: (request) =>
      core.inTurn(() => core.keep({ requests: core.record.requests.filter(({ id }) => id !== request) })),
  };
}

/** Proofs of returns that no cloud has answered ride along: a lost one would have the cloud give the same lease again. */
const unsettledProofs = ({ returns }: Core): string[] =>
  returns.flatMap(({ proof, freedAt }) => (proof && freedAt === null ? [proof.file.text] : []));
