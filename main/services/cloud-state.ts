import { Failure, type ErrorCode } from '#shared/errors.ts';
import type { CloudStatus } from '#shared/models/status.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './ports.ts';

type State = Pick<CloudStatus, 'state' | 'why' | 'since' | 'lastContactAt'>;

/** What came between: nothing is known about what the cloud would say. */
const unreachable: readonly ErrorCode[] = [
  'cloud-unreachable',
  'cloud-untrusted-tls',
  'proxy-failed',
  'not-a-greenroom-cloud',
];
/** The cloud, or what poses as it, and this machine do not agree on who they are. */
const refused: readonly ErrorCode[] = [
  'cloud-changed',
  'answer-refused',
  'call-refused',
  'machine-barred',
  'machine-changed',
  'machine-cloned',
];

export const isTransportTrouble = (error: unknown): boolean =>
  error instanceof Failure && unreachable.includes(error.code);

export interface CloudState {
  show(): State;
  /** Takes in how a call ended; a refusal of one operation still shows a cloud that is well. */
  note(failure: Failure | null): void;
  /** Another cloud: nothing is known yet. */
  forget(): void;
}

/** How the cloud was at the last contact. It changes when the state does, not with every call. */
export function createCloudState(clock: Pick<Clock, 'now'>, changes: Pick<Changes, 'announce'>): CloudState {
  const unknown = (): State => ({ state: 'unknown', why: null, since: clock.now(), lastContactAt: null });
  let now = unknown();

  return {
    show: () => now,
    note(failure) {
      const next = stateAfter(failure);
      const changed = next.state !== now.state || next.why !== now.why;
      const wasThere = next.state !== 'unreachable';
      now = {
        ...next,
        since: changed ? clock.now() : now.since,
        lastContactAt: wasThere ? clock.now() : now.lastContactAt,
      };
      if (changed) changes.announce('cloud');
    },
    forget() {
      now = unknown();
      changes.announce('cloud');
    },
  };
}

function stateAfter(failure: Failure | null): Pick<State, 'state' | 'why'> {
  if (failure && unreachable.includes(failure.code)) return { state: 'unreachable', why: failure.code };
  if (failure && refused.includes(failure.code)) return { state: 'refused', why: failure.code };
  return { state: 'reachable', why: null };
}
