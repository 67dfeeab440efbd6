import type { ReactNode } from 'react';
import { type Heads, SafeMarkdown } from '../../parts/safe-markdown.tsx';
import css from './notes.module.css';

const Strong = ({ children }: { children?: ReactNode }) => <p className={css.strong}>{children}</p>;
const heads: Heads = { h1: Strong, h2: Strong, h3: Strong, h4: Strong, h5: Strong, h6: Strong };

/** Notes of a publisher. */
export function NoteText({ children }: { children: string }) {
  return (
    <div className={css.text}>
      <SafeMarkdown heads={heads}>{children}</SafeMarkdown>
    </div>
  );
}
