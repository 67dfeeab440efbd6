import type { LicensingCloud } from '../../support/licensing-cloud.ts';

/** One organization at full size, and people of it who look at its lists. */
export interface PortalWorld {
  cloud: LicensingCloud;
  organization: string;
  manager: { id: string };
  /** May use every license there is. */
  collector: { id: string };
}

/** A list by the call that shows it. `call` counts up: ask for something else each time. */
export interface MeasuredList {
  what: string;
  ask(world: PortalWorld, call: number): Promise<unknown>;
}
