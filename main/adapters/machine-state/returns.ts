import { Failure } from '#shared/errors.ts';
import { carriedName } from '#shared/files/carried-name.ts';
import { kinds } from '#shared/files/kinds.ts';
import type { SignedLease } from '#shared/files/license.ts';
import { open } from '#shared/files/open.ts';
import { seal } from '#shared/files/seal.ts';
import type { CarriedFile } from '#shared/models/offline.ts';
import type { Moment } from '#shared/models/time.ts';
import type { MachineState } from '../../services/ports.ts';
import type { Core } from './core.ts';
import type { AppliedLicense } from './load.ts';
import type { Tombstone } from './tombstones.ts';

/**
 * Gives leases back without a network (F7): a lease is void on disk before its proof is signed, so that no kill and no
 * power cut leaves one that is usable and proven to be returned. Killed in between, the next asking goes on from there.
 */
export function createReturns(core: Core): Pick<MachineState, 'giveBackByFile'> {
  async function bury(lease: SignedLease, license: AppliedLicense): Promise<void> {
    if (!core.root) throw new Failure('no-cloud-yet', {});
    const now = core.now();
    const { product, edition } = lease.license;
    const counter = core.nextCounter();
    const payload: Tombstone['payload'] = {
      cloud: core.root.payload.cloud,
      machine: { publicKey: core.key.publicKey, name: core.record.name },
      lease: lease.id,
      license: `${product.name} ${edition.name}`,
      sequence: license.payload.sequence,
      digest: license.digest,
      lastUsedAt: lastUsedAt(lease, now),
      returnedAt: now,
      counter,
    };
    const organization = lease.organization.name;
    await core.keepReturns([...core.returns, { payload, organization, proof: null, freedAt: null, hasReceipt: false }]);
  }

  /** Programs that check the license look into the record. */
  async function tellPrograms({ payload: { lease, counter } }: Tombstone): Promise<void> {
    const { record } = core;
    if (record.returned.includes(lease)) return;
    await core.keep({ counter: Math.max(counter, record.counter), returned: [...record.returned, lease] });
  }

  /** Programs that do not look for tombstones find no license at all, when nothing in it can be used any more. */
  async function putAwayIfVoid(): Promise<void> {
    if (core.license === null || core.license.payload.leases.some(({ id }) => !core.isReturned(id))) return;
    await core.files.move('license', 'previousLicense');
    core.license = null;
  }

  async function prove(tombstone: Tombstone): Promise<CarriedFile> {
    if (tombstone.proof) return tombstone.proof.file;
    const { platform, key } = core;
    const { payload } = tombstone;
    const text = seal(platform, 'return-proof', payload, [key]);
    const opened = open(platform, 'return-proof', text, { cloud: { id: payload.cloud, name: payload.cloud } });
    if (!opened.accepted) throw new Error(`a proof of this machine does not open: ${opened.refusal.code}`);
    const file = { name: carriedName(payload.machine.name, payload.returnedAt, kinds['return-proof'].extension), text };
    const proof = { digest: opened.digest, file };
    await core.keepReturns(core.returns.map((each) => (each === tombstone ? { ...each, proof } : each)));
    return file;
  }

  return {
    giveBackByFile: (id) =>
      core.inTurn(async () => {
        const lease = core.license?.payload.leases.find((each) => each.id === id);
        if (lease && core.license && !core.isReturned(id)) await bury(lease, core.license);
        const tombstone = core.returns.find(({ payload }) => payload.lease === id);
        if (!tombstone) throw new Failure('no-lease-here', {});
        await tellPrograms(tombstone);
        await putAwayIfVoid();
        return prove(tombstone);
      }),
  };
}

/** Until when it can have been used: now, or to its end. */
function lastUsedAt({ notBefore, leaseEndsAt }: SignedLease, now: Moment): Moment | null {
  return now < notBefore ? null : Math.min(now, leaseEndsAt);
}
