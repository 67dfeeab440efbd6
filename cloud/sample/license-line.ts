import type { MachineKey } from './machines.ts';
import type { PersonKey } from './people.ts';

/** A seat in use. */
export interface SeatLine {
  who: PersonKey;
  on: MachineKey;
  /** Out offline. */
  offline?: OfflineLine;
  /** Unassigned: hours of the grace left, and by whom. */
  grace?: { hours: number; by: PersonKey };
}

/** A license that was written to be carried. */
export interface OfflineLine {
  writtenAgo: number;
  /** null: it lasts until the license ends. */
  endsIn: number | null;
  /** When its machine confirmed that it has it. Left out: it has not. */
  confirmedAgo?: number;
}

/** A license of the sample. Days count from today. */
export interface LicenseLine {
  what: [product: string, edition: string];
  seats?: number;
  /** Named when it has no seats to float. */
  named?: true;
  startsIn?: number;
  /** null: never. */
  endsIn: number | null;
  trial?: true;
  revokedAgo?: number;
  to?: PersonKey[];
  used?: SeatLine[];
  /** A seat that ended. */
  was?: { who: PersonKey; on: MachineKey; daysAgo: number };
  /** Seats freed by force of machines that may run on. */
  overlap?: { who: PersonKey; on: MachineKey; by: PersonKey; hoursAgo: number };
}
