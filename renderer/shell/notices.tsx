import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { explainNotice, text } from '#shared/text/index.ts';
import { line } from '../parts/icons.ts';
import { TallyIcon } from '../parts/tally.tsx';
import { toastFailure } from '../parts/toast.tsx';
import { useApi, useStatus, useStores } from '../state/use.tsx';
import css from './shell.module.css';

const words = text.window.shell;

/** What a person should know, newest first, until they take note of it. */
export function Notices() {
  const { companion } = useApi();
  const { explain } = useStores();
  const notices = useStatus((status) => status.notices) ?? [];
  if (!companion || notices.length === 0) return null;
  const dismiss = (notice: string) =>
    void companion.notice.dismiss({ notice }).catch((error: unknown) => toastFailure(explain(error)));
  return (
    <div className={css.notices} role="status">
      <ul aria-label={words.notices}>
        {notices
          .toSorted((one, other) => other.at - one.at)
          .map((notice) => {
            const { sentence, next } = explainNotice(notice);
            return (
              <li key={notice.id} className={css.notice}>
                <TallyIcon state={notice.kind === 'lease-ended' ? 'ended' : 'soon'} size={16} />
                <div>
                  <p className={css.noticeTitle}>{sentence}</p>
                  <p className={css.noticeNext}>{next}</p>
                </div>
                <ActionIcon size="sm" onClick={() => dismiss(notice.id)} aria-label={`${words.dismiss}: ${sentence}`}>
                  <IconX {...line} />
                </ActionIcon>
              </li>
            );
          })}
      </ul>
    </div>
  );
}
