import type { Notice } from '#shared/models/status.ts';
import type { Tally } from './tally.ts';

/** Where the next step of a notice is: a page, or asking the cloud again. */
export type NoticeStep = 'offline' | 'settings' | 'licenses' | 'check';

export interface NoticeSign {
  tally: Tally;
  step: NoticeStep | null;
}

/** How a notice is shown, and which button leads on from it. */
export function signOfNotice(notice: Notice): NoticeSign {
  switch (notice.kind) {
    case 'lease-ended':
      return { tally: 'ended', step: null };
    case 'ends-soon':
      return { tally: 'soon', step: notice.what === 'offline-lease' ? 'offline' : 'licenses' };
    case 'machine-cloned':
      return { tally: 'ended', step: 'settings' };
    case 'machine-changed':
    case 'settings-repaired':
    case 'machine-record-rebuilt':
      return { tally: 'soon', step: 'settings' };
    case 'clock-needs-attention':
      return { tally: 'soon', step: 'check' };
    case 'clock-differs':
    case 'lease-file-damaged':
    case 'release-marks-damaged':
    case 'secret-store-unavailable':
    case 'state-not-saved':
      return { tally: 'soon', step: null };
  }
}
