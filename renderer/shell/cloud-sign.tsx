import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { Tally } from '../parts/tally.tsx';
import { signOf } from '../state/cloud-sign.ts';
import { useAction, useApi, useLive, useNow } from '../state/use.tsx';
import css from './shell.module.css';

const words = text.window.shell;

/** One calm line when something stands between this machine and its cloud. */
export function CloudSign() {
  const { companion } = useApi();
  const { phase, status } = useLive();
  const now = useNow();
  const [path, go] = useLocation();
  const check = useAction(async () => companion?.license.heartbeat({}));
  if (!status || !companion) return null;
  if (phase === 'lost')
    return (
      <Sign>
        <Tally state="soon" icon="waiting">
          {words.lostSign}
        </Tally>
      </Sign>
    );
  const sign = signOf(status, now);
  // A notice of the same says more, and has the same button.
  if (!sign || status.notices.some(({ kind }) => kind === sign.code)) return null;
  return (
    <Sign>
      <Tally state={sign.tally} icon={sign.icon}>
        <span className={css.signText}>{sign.sentence}</span>
      </Tally>
      {sign.leadsTo === 'check' && (
        <Button size="sm" variant="subtle" loading={check.busy} onClick={() => void check.run()}>
          {words.checkAgain}
        </Button>
      )}
      {sign.leadsTo === 'settings' && path !== '/settings' && (
        <Button size="sm" variant="subtle" onClick={() => go('/settings')}>
          {words.toSettings}
        </Button>
      )}
      {sign.leadsTo === 'picker' && path !== '/picker' && (
        <Button size="sm" variant="subtle" onClick={() => go('/picker')}>
          {words.pages.picker}
        </Button>
      )}
    </Sign>
  );
}

const Sign = ({ children }: { children: ReactNode }) => (
  <div className={css.sign} role="status">
    {children}
  </div>
);
