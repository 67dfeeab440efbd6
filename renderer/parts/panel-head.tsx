import type { ReactNode } from 'react';
import css from './panel-head.module.css';

interface PanelHeadProps {
  /** In its frame. */
  picture: ReactNode;
  title: string;
  /** The title is a name that machines are called by. */
  isCode?: boolean;
  /** Under the title. */
  children: ReactNode;
}

/** What a side panel is about. */
export function PanelHead({ picture, title, isCode = false, children }: PanelHeadProps) {
  return (
    <div className={css.head}>
      {picture}
      <div className={css.text}>
        <h2 className={css.title} data-code={isCode || undefined}>
          {title}
        </h2>
        <div className={css.second}>{children}</div>
      </div>
    </div>
  );
}
