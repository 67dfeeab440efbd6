import type { ReactNode } from 'react';
import css from './page.module.css';

interface PageProps {
  title: string;
  /** Beside the title: a date, tabs. */
  beside?: ReactNode;
  /** At the right of the head. */
  actions?: ReactNode;
  /** A side panel, beside everything. */
  panel?: ReactNode;
  /** Key hints, at the bottom. */
  foot?: ReactNode;
  /** Tables lie on the panel without a gutter; everything else has one. */
  flush?: boolean;
  children: ReactNode;
}

/** A page inside the shell: head of 60, body that scrolls, foot, side panel. */
export function Page({ title, beside, actions, panel, foot, flush = false, children }: PageProps) {
  return (
    <div className={css.page}>
      <div className={css.main}>
        <header className={css.head} data-flush={flush || undefined}>
          <h1 className={css.title}>{title}</h1>
          {beside !== undefined && <div className={css.beside}>{beside}</div>}
          {actions !== undefined && <div className={css.actions}>{actions}</div>}
        </header>
        <div className={flush ? css.flush : css.body}>{children}</div>
        {foot !== undefined && <footer className={css.foot}>{foot}</footer>}
      </div>
      {panel}
    </div>
  );
}

/** A card: only for a thing one acts on. */
export function Card({ title, aside, children }: { title?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.card}>
      {title !== undefined && (
        <div className={css.cardHead}>
          <h2 className={css.cardTitle}>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
