import type { Failure } from '#shared/errors.ts';
import type { Notices } from './notices.ts';
import type { CallRequest } from './ports.ts';

type Kind = 'machine-changed' | 'machine-cloned';

/** Refused to a machine whose hardware changed, or that has a double: when they work, neither is so any more. */
const askHealth: readonly CallRequest['purpose'][] = ['pick', 'enter', 'heartbeat', 'go-offline'];
const heals: Partial<Record<CallRequest['purpose'], Kind>> = { repair: 'machine-changed', claim: 'machine-cloned' };

export interface StandingNotices {
  refused(failure: Failure): Promise<void>;
  worked(purpose: CallRequest['purpose']): Promise<void>;
  /** This is another machine now. */
  forget(): Promise<void>;
}

/** What a cloud has against this machine, said once until it is over; a dismissed notice does not come back by itself. */
export function createStandingNotices(notices: Pick<Notices, 'add' | 'withdraw' | 'list'>): StandingNotices {
  const told = new Set<string>(notices.list().map(({ kind }) => kind));

  async function over(kind: Kind): Promise<void> {
    told.delete(kind);
    await notices.withdraw(kind).catch(() => undefined);
  }

  return {
    async refused(failure) {
      if (isOf(failure, 'machine-changed') && !told.has('machine-changed')) {
        told.add('machine-changed');
        await notices.add({ kind: 'machine-changed', factors: failure.details.factors });
      }
      if (isOf(failure, 'machine-cloned') && !told.has('machine-cloned')) {
        told.add('machine-cloned');
        await notices.add({ kind: 'machine-cloned' });
      }
    },
    async worked(purpose) {
      const healed = heals[purpose];
      if (healed) await over(healed);
      if (!askHealth.includes(purpose)) return;
      await over('machine-changed');
      await over('machine-cloned');
    },
    async forget() {
      await over('machine-changed');
      await over('machine-cloned');
    },
  };
}

const isOf = <Code extends Kind>(failure: Failure, code: Code): failure is Failure<Code> => failure.code === code;
