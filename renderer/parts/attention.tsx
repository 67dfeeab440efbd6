import type { ReactNode } from 'react';
import type { TallyIcon } from '../state/tally.ts';
import { Tally } from './tally.tsx';
import css from './attention.module.css';

interface AttentionProps {
  state: 'soon' | 'ended' | 'held';
  icon?: TallyIcon | undefined;
  title: string;
  children: ReactNode;
  /** The buttons that settle it. */
  ways?: ReactNode;
}

/** Something about the thing shown that a person should settle: what it is, why, and the way. */
export function Attention({ state, icon, title, children, ways }: AttentionProps) {
  return (
    <section className={css.attention} data-tone={state} aria-label={title}>
      <Tally state={state} icon={icon}>
        {title}
      </Tally>
      <div className={css.body}>{children}</div>
      {ways !== undefined && <div className={css.ways}>{ways}</div>}
    </section>
  );
}
