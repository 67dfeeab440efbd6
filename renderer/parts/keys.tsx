import { Fragment, type ReactNode } from 'react';
import css from './keys.module.css';

/** A key of the keyboard, as it is printed on it. `onInk`: on an ink button. */
export function Keycap({ children, onInk = false }: { children: ReactNode; onInk?: boolean }) {
  return (
    <kbd className={css.cap} data-on-ink={onInk || undefined}>
      {children}
    </kbd>
  );
}

export interface KeyHint {
  keys: readonly string[];
  does: string;
}

/** What the keys do on this page, in its foot. */
export function KeyHints({ hints }: { hints: readonly KeyHint[] }) {
  return (
    <div className={css.hints}>
      {hints.map(({ keys, does }) => (
        <span key={does} className={css.hint}>
          {keys.map((key) => (
            <Fragment key={key}>
              <Keycap>{key}</Keycap>
            </Fragment>
          ))}
          <span>{does}</span>
        </span>
      ))}
    </div>
  );
}
