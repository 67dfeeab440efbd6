import type { ReactNode } from 'react';
import { CloudSign } from './cloud-sign.tsx';
import { Notices } from './notices.tsx';
import { SkipLink } from './shell.tsx';
import { TopBar } from './top-bar.tsx';
import css from './shell.module.css';

/** A screen that decides one thing: no sidebar. `quiet`: without notices, where they would be in the way. */
export function Bare({ children, quiet = false }: { children: ReactNode; quiet?: boolean }) {
  return (
    <div className={css.bare}>
      <SkipLink />
      <TopBar withPages />
      <main id="content" className={css.bareMain} tabIndex={-1}>
        {!quiet && <CloudSign />}
        {!quiet && <Notices />}
        <div className={css.page}>{children}</div>
      </main>
    </div>
  );
}
