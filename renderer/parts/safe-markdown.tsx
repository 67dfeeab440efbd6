import { Markdown, type MarkdownToJSX } from 'markdown-to-jsx/react';
import type { ComponentType, ReactNode } from 'react';
import css from './safe-markdown.module.css';

export type Heads = Partial<Record<'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6', ComponentType<{ children?: ReactNode }>>>;

/** Only links of the catalogue may be opened, so the address of any other is there to be read and copied. */
function Address({ href, children }: { href?: string; children?: ReactNode }) {
  const words = Array.isArray(children) ? children.join('') : children;
  const isBare = href === undefined || words === href;
  return (
    <>
      {children}
      {!isBare && <span className={css.address}> ({href})</span>}
    </>
  );
}

const Nothing = () => null;

/** What somebody else has written: words, lists and code. No HTML, no pictures, nothing that can be opened. */
export function SafeMarkdown({ children, heads }: { children: string; heads: Heads }) {
  const options: MarkdownToJSX.Options = {
    disableParsingRawHTML: true,
    forceBlock: true,
    overrides: { a: Address, img: Nothing, input: Nothing, ...heads },
  };
  return <Markdown options={options}>{children}</Markdown>;
}
