import { Failure } from '#shared/errors.ts';
import type { Notice } from '#shared/models/status.ts';
import type { Changes } from './changes.ts';
import type { CompanionPorts } from './ports.ts';

type WithoutStamp<Kind> = Kind extends Notice ? Omit<Kind, 'id' | 'at'> : never;
export type NewNotice = WithoutStamp<Notice>;

export interface Notices {
  list(): Notice[];
  add(notice: NewNotice): Promise<void>;
  /** Takes back what is no longer so. */
  withdraw(kind: Notice['kind']): Promise<void>;
  dismiss(id: string): Promise<void>;
}

/** Older ones make room: nobody reads more. */
const atMost = 50;
/** Each told for itself; of the other kinds only the newest says anything. */
const everyOne: readonly Notice['kind'][] = ['lease-ended', 'settings-repaired', 'lease-file-damaged'];

/** What a person should know, kept on disk until they took note of it. */
export function createNotices(
  { machineState, clock, random, log }: CompanionPorts,
  changes: Pick<Changes, 'announce'>,
): Notices {
  let notices = machineState.notices();

  async function replace(next: Notice[]): Promise<void> {
    await machineState.keepNotices(next);
    notices = next;
    changes.announce('notice');
  }

  return {
    list: () => notices,
    async add(notice) {
      const stamped = { ...notice, id: Buffer.from(random.bytes(8)).toString('hex'), at: clock.now() };
      const others = everyOne.includes(notice.kind) ? notices : notices.filter(({ kind }) => kind !== notice.kind);
      const next = [...others, stamped].slice(-atMost);
      await replace(next).catch((error: unknown) => {
        // A disk that cannot be written must not keep a person from reading this now.
        notices = next;
        changes.announce('notice');
        log.warn('a notice could not be kept', {
          kind: notice.kind,
          code: error instanceof Failure ? error.code : null,
        });
      });
    },
    async withdraw(kind) {
      const next = notices.filter((notice) => notice.kind !== kind);
      if (next.length !== notices.length) await replace(next);
    },
    async dismiss(id) {
      const next = notices.filter((notice) => notice.id !== id);
      if (next.length !== notices.length) await replace(next);
    },
  };
}
