import { Failure } from '#shared/errors.ts';
import type { Account } from './account.ts';
import type { Licenses } from './licenses.ts';
import type { CompanionPorts } from './ports.ts';
import type { Session } from './session.ts';

interface Parts {
  licenses: Pick<Licenses, 'releaseOnline'>;
  account: Pick<Account, 'signOut'>;
  session: Pick<Session, 'end'>;
}

/**
 * What is done before this machine goes to another cloud: its seats and its session are of no more use to anybody. A
 * lease that is offline would be lost, and its seat locked: it has to be given back first.
 */
export function createLeaving(
  { machineState, log }: Pick<CompanionPorts, 'machineState' | 'log'>,
  { licenses, account, session }: Parts,
): () => Promise<void> {
  return async () => {
    const offline = machineState.leases().find(({ mode, standing }) => mode === 'offline' && standing !== 'ended');
    if (offline) throw new Failure('lease-is-offline', { until: offline.leaseEndsAt });
    await licenses
      .releaseOnline()
      .catch((error: unknown) => log.warn('seats stay taken until they lapse', { error: String(error) }));
    await account.signOut(false);
    await session.end('other-cloud');
  };
}
