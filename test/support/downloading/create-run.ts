import { createPartFiles } from '#main/adapters/part-file/part-files.ts';
import { createRangeFetch } from '#main/adapters/range-fetch/range-fetch.ts';
import { systemClock, systemRandom } from '#main/adapters/system-clock.ts';
import type { RunPorts } from '#main/services/transfers/run-ports.ts';
import { createRunTransfer } from '#main/services/transfers/run-transfer.ts';
import { hurriedClock } from './hurried-clock.ts';

/** One for all, as in the companion: its threads take a while to start. */
const partFiles = createPartFiles();

/** Runs transfers with the real network and the real disk, but for what a test puts in their place. */
export const createRun = (ports: Partial<RunPorts> = {}) =>
  createRunTransfer({
    ranges: createRangeFetch(),
    partFiles,
    clock: systemClock,
    random: systemRandom,
    ...ports,
  });

/** The same, with less patience: a connection is given up after half a second of silence, and pauses are far shorter. */
export const createHurriedRun = () =>
  createRun({
    ranges: createRangeFetch({ pace: { look: 50, silence: 500, window: 1_500 } }),
    clock: hurriedClock(200),
  });
