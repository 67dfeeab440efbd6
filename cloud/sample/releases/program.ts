import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import process from 'node:process';
import type { CloudConfig } from '../../config.ts';
import { openCloudKeys } from '../../keys/cloud-keys.ts';
import { openReleaseStore } from '../../release-store/open.ts';
import { openStore } from '../../store/open.ts';
import { fillSampleReleases } from './fill.ts';
import type { SampleSize } from './files.ts';

/** Makes the releases of the sample for the cloud that started it (start.ts), and ends with it. */
setPriority(constants.priority.PRIORITY_LOW);
const parted = new AbortController();
process.once('disconnect', () => parted.abort());
const [{ config, size }] = (await once(process, 'message')) as [{ config: CloudConfig; size: SampleSize }];

const store = await openStore(config.store);
try {
  const world = { store, clock: Date, random: { bytes: randomBytes } };
  const keys = await openCloudKeys({ ...world, name: config.name, secret: config.secret });
  const releases = openReleaseStore(config, world.clock);
  await fillSampleReleases({ ...world, config, keys, releases }, size, parted.signal);
} catch (error) {
  if (!parted.signal.aborted) throw error;
} finally {
  await store.close();
}
if (process.connected) process.disconnect();
