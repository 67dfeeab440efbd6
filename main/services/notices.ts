import type { Notice } from '#shared/models/status.ts';
import type { Changes } from './changes.ts';
import { createInTurn } from './in-turn.ts';
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
const everyOne: readonly Notice['kind'][] = [
  'lease-ended',
  'ends-soon',
  'settings-repaired',
  'machine-record-rebuilt',
  'lease-file-damaged',
  'release-marks-damaged',
];

/** What a person should know, kept on disk until they took note of it. */
export function createNotices(
  { machineState, clock, random, log }: CompanionPorts,
  changes: Pick<Changes, 'announce'>,
): Notices {
  let notices = machineState.notices();

  const inTurn = createInTurn();

  /** Takes notices away once the disk has let go of them; one that could not be dismissed is still there to read. */
  const keepOnly = (stays: (notice: Notice) => boolean) =>
    inTurn(async () => {
      if (notices.every(stays)) return;
      await machineState.keepNotices(notices.filter(stays));
      notices = notices.filter(stays);
      changes.announce('notice');
    });

  return {
    list: () => notices,
    async add(notice) {
      const stamped = { ...notice, id: Buffer.from(random.bytes(8)).toString('hex'), at: clock.now() };
      const others = everyOne.includes(notice.kind) ? notices : notices.filter(({ kind }) => kind !== notice.kind);
      // Shown at once: a disk that cannot be written must not keep a person from reading why.
      notices = [...others, stamped].slice(-atMost);
      changes.announce('notice');
      await inTurn(() => machineState.keepNotices(notices)).catch((error: unknown) =>
        log.warn('a notice could not be kept', { kind: notice.kind, error: String(error) }),
      );
    },
    withdraw: (kind) => keepOnly((notice) => notice.kind !== kind),
    dismiss: (id) => keepOnly((notice) => notice.id !== id),
  };
}
