import { minute } from '#shared/models/time.ts';
import type { Changes } from './changes.ts';
import type { Notices } from './notices.ts';
import type { MachineState } from './ports.ts';

/** Two clocks this far apart are worth a word; licensing goes by trusted time either way. */
const worthAWord = 5 * minute;

/** What changes with time alone: leases come to their ends, clocks drift apart. Called every few seconds. */
export function createHousekeeping(
  machineState: Pick<MachineState, 'leases' | 'clockDifference'>,
  notices: Pick<Notices, 'add' | 'withdraw' | 'list'>,
  changes: Pick<Changes, 'announce'>,
): () => Promise<void> {
  const standings = () =>
    machineState
      .leases()
      .map(({ id, standing }) => `${id} ${standing}`)
      .join('\n');
  let before = standings();
  /** Told once, also when the notice was dismissed meanwhile. */
  let told = notices.list().some(({ kind }) => kind === 'clock-differs');

  return async () => {
    const now = standings();
    if (now !== before) changes.announce('license');
    before = now;

    const byMilliseconds = machineState.clockDifference();
    const differs = Math.abs(byMilliseconds) > worthAWord;
    if (differs && !told) await notices.add({ kind: 'clock-differs', byMilliseconds: Math.round(byMilliseconds) });
    if (!differs && told) await notices.withdraw('clock-differs');
    told = differs;
  };
}
