import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../parts/attention.tsx';
import { makeTwoFactor, makeTwoFactorLater } from '../../state/two-factor.ts';
import { useKept, useResource, useWho } from '../../state/use.tsx';
import css from './overview.module.css';

const words = text.window.twoFactor;

/** Quietly: who manages an organization is advised to turn two-factor on (A5). */
export function TwoFactorNotice() {
  const who = useWho();
  const isLeading = who?.memberships.some(({ role }) => role === 'manager' || role === 'owner') ?? false;
  return isLeading ? <Advice /> : null;
}

function Advice() {
  const [, go] = useLocation();
  const { value } = useResource(useKept(makeTwoFactor));
  const later = useKept(makeTwoFactorLater);
  const { isLater } = useStore(later);
  if (!value || value.methods.length > 0 || isLater) return null;
  return (
    <div className={css.wide}>
      <Attention
        state="held"
        icon="lock"
        title={words.notice}
        ways={
          <>
            <Button size="sm" onClick={() => go('/account/sign-in')}>
              {words.noticeWay}
            </Button>
            <Button size="sm" variant="subtle" onClick={() => later.setState({ isLater: true })}>
              {words.noticeLater}
            </Button>
          </>
        }
      >
        {words.noticeBody}
      </Attention>
    </div>
  );
}
