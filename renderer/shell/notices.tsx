import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { explainNotice, text } from '#shared/text/index.ts';
import { line } from '../parts/icons.ts';
import { TallyIcon } from '../parts/tally.tsx';
import { toastFailure } from '../parts/toast.tsx';
import { type NoticeStep, signOfNotice } from '../state/notice-signs.ts';
import { useAction, useApi, useStatus, useStores } from '../state/use.tsx';
import css from './shell.module.css';

const words = text.window.shell;

/** What a person should know, newest first, with the way to its next step, until they take note of it. */
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
            const { tally, step } = signOfNotice(notice);
            return (
              <li key={notice.id} className={css.notice}>
                <TallyIcon state={tally} size={16} />
                <div>
                  <p className={css.noticeTitle}>{sentence}</p>
                  <p className={css.noticeNext}>{next}</p>
                </div>
                {step && <Step step={step} about={sentence} />}
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

/** Leads to the page where the next step is, or takes it. Nothing on that page itself. */
function Step({ step, about }: { step: NoticeStep; about: string }) {
  const { companion } = useApi();
  const [path, go] = useLocation();
  const check = useAction(async () => companion?.license.heartbeat({}));
  useEffect(() => {
    if (check.failure) toastFailure(check.failure);
  }, [check.failure]);
  if (path === `/${step}`) return null;
  return (
    <Button
      size="sm"
      className={css.noticeStep}
      aria-label={`${words.steps[step]}: ${about}`}
      loading={check.busy}
      onClick={() => (step === 'check' ? void check.run() : go(`/${step}`))}
    >
      {words.steps[step]}
    </Button>
  );
}
