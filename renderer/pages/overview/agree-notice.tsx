import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../parts/attention.tsx';
import { makeAccount } from '../../state/account.ts';
import { useKept, useResource } from '../../state/use.tsx';
import css from './overview.module.css';

const words = text.window.privacy;

/** Quietly, where one lands: there is a newer version of what one agreed to (A1). Nothing waits for the answer. */
export function AgreeNotice() {
  const [, go] = useLocation();
  const { value } = useResource(useKept(makeAccount));
  if (!value || value.toAgree.length === 0) return null;
  return (
    <div className={css.wide}>
      <Attention
        state="held"
        title={words.notice(value.toAgree.map(({ kind }) => kind))}
        ways={
          <Button size="sm" onClick={() => go('/account/privacy')}>
            {words.noticeWay}
          </Button>
        }
      >
        {words.noticeBody}
      </Attention>
    </div>
  );
}
