import type { MachineState } from '../../services/ports.ts';
import type { Core } from './core.ts';
import type { StateFileName } from './files.ts';
import { newRecord } from './record.ts';

/** What makes this machine the one it is. The key comes first: without it the rest is nobody's. */
const identity: readonly StateFileName[] = ['key', 'record', 'returns', 'license', 'nextLicense', 'previousLicense'];

/** Who this machine is, where a copy of it must become another one. */
export function createIdentity(
  core: Core,
): Pick<MachineState, 'renewIdentity' | 'wipeIdentity' | 'leapCounter' | 'rename'> {
  /** As after the first start, in memory. */
  function begin(id: string): void {
    const { name, notices } = core.record;
    core.record = { ...newRecord(id, name), notices };
    core.returns = [];
    core.license = null;
  }

  return {
    rename: (name) => core.inTurn(() => core.keep({ name }).then(core.machineRef)),
    renewIdentity: () =>
      core.inTurn(async () => {
        // Where nothing can be written, nothing is lost either.
        await core.keep({});
        await core.files.move('license', 'previousLicense');
        const key = core.platform.makeKey();
        // From here on it is another machine: what the record still says is passed over (see load.ts).
        await core.files.write('key', key);
        core.key = core.platform.signer(key);
        begin(core.key.keyId);
        await core.keep({});
        await core.files.wipe(['returns']);
        return core.machineRef();
      }),
    wipeIdentity: () =>
      core.inTurn(async () => {
        const removed = await core.files.wipe(identity);
        begin(core.key.keyId);
        core.isWiped = true;
        return removed;
      }),
    leapCounter: () =>
      core.inTurn(() => core.keep({ counter: Math.max(core.nextCounter() - 1, core.clock.now()) + 1 })),
  };
}
