import { minute } from '#shared/models/time.ts';
import type { Changes } from './changes.ts';
import type { Notices } from './notices.ts';
import type { Clock, Log, MachineState } from './ports.ts';

/** Two clocks this far apart are worth a word; licensing goes by trusted time either way. */
const worthAWord = 5 * minute;
/** What was surely reached is written down this often, so that a restart forgets little of it. */
const timeIsKept = 5 * minute;

interface Ports {
  machineState: Pick<MachineState, 'leases' | 'clockDifference' | 'clockState' | 'keepTime'>;
  clock: Pick<Clock, 'monotonic'>;
  log: Pick<Log, 'warn'>;
}

/** What changes with time alone: leases come to their ends, clocks drift apart. Called every few seconds. */
export function createHousekeeping(
  { machineState, clock, log }: Ports,
  notices: Pick<Notices, 'add' | 'withdraw' | 'list'>,
  changes: Pick<Changes, 'announce'>,
): () => Promise<void> {
  const standings = () =>
    machineState
      .leases()
      .map(({ id, standing }) => `${id} ${standing}`)
      .join('\n');
  let before = standings();
  let keptAt = clock.monotonic();
  /** Told once, also when the notice was dismissed meanwhile. */
  const told = new Set<string>(notices.list().map(({ kind }) => kind));

  async function sayOnce(kind: 'clock-differs' | 'clock-needs-attention', isSo: boolean, say: () => Promise<void>) {
    if (isSo && !told.has(kind)) {
      told.add(kind);
      await say();
    }
    if (!isSo && told.has(kind)) {
      await notices.withdraw(kind);
      told.delete(kind);
    }
  }

  async function keepTime(): Promise<void> {
    if (clock.monotonic() - keptAt < timeIsKept) return;
    keptAt = clock.monotonic();
    await machineState
      .keepTime()
      .catch((error: unknown) => log.warn('the time could not be kept', { error: String(error) }));
  }

  return async () => {
    const now = standings();
    if (now !== before) changes.announce('license');
    before = now;
    await keepTime();

    const state = machineState.clockState();
    const byMilliseconds = Math.round(machineState.clockDifference());
    const isBelieved = state.state !== 'needs-attention';
    await sayOnce('clock-needs-attention', !isBelieved, async () => {
      if (state.state === 'needs-attention')
        await notices.add({ kind: 'clock-needs-attention', graceEndsAt: state.graceEndsAt });
    });
    await sayOnce('clock-differs', isBelieved && Math.abs(byMilliseconds) > worthAWord, () =>
      notices.add({ kind: 'clock-differs', byMilliseconds }),
    );
  };
}
