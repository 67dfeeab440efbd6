import type { ReactNode } from 'react';
import css from './offline.module.css';

export const Steps = ({ children }: { children: ReactNode }) => <ol className={css.steps}>{children}</ol>;

interface StepProps {
  number: number;
  title: string;
  body: string;
  /** Something must be done before it. */
  isLocked?: boolean;
  children?: ReactNode;
}

/** A numbered step, on a line that leads to the next. */
export function Step({ number, title, body, isLocked = false, children }: StepProps) {
  return (
    <li className={css.step} data-locked={isLocked || undefined}>
      <span className={css.number} aria-hidden>
        {number}
      </span>
      <div className={css.stepBody}>
        <h3 className={css.stepTitle}>{title}</h3>
        <p className={css.quiet}>{body}</p>
        {children}
      </div>
    </li>
  );
}
