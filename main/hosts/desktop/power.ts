import { powerMonitor } from 'electron';
import type { CompanionClient } from '../../owner.ts';

/** A machine that wakes up tells the cloud at once. Trouble is shown by the status, as for any other heartbeat. */
export function followPower({ license }: CompanionClient['companion']): void {
  powerMonitor.on('resume', () => void license.heartbeat({}).catch(() => {}));
}
