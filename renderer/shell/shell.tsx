import type { ReactNode } from 'react';
import { text } from '#shared/text/index.ts';
import { CloudSign } from './cloud-sign.tsx';
import { Notices } from './notices.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import css from './shell.module.css';

/** What surrounds a page: top bar, sidebar, notices above the page, the sign of the cloud. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <div className={css.shell}>
      <SkipLink />
      <TopBar withSearch />
      <Sidebar />
      <main id="content" className={css.main} tabIndex={-1}>
        <CloudSign />
        <Notices />
        <div className={css.page}>{children}</div>
      </main>
    </div>
  );
}

/** The first stop of the keyboard; it moves the focus itself, because the address is the page's. */
export function SkipLink() {
  return (
    <button type="button" className={css.skip} onClick={() => document.getElementById('content')?.focus()}>
      {text.window.shell.skip}
    </button>
  );
}
