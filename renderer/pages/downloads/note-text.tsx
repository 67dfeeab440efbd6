import { Markdown, type MarkdownToJSX } from 'markdown-to-jsx/react';
import type { ReactNode } from 'react';
import css from './notes.module.css';

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

const Strong = ({ children }: { children?: ReactNode }) => <p className={css.strong}>{children}</p>;
const Nothing = () => null;

const options: MarkdownToJSX.Options = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: {
    a: Address,
    img: Nothing,
    input: Nothing,
    ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((head) => [head, Strong])),
  },
};

/** Notes of a publisher: words, lists and code. No HTML, no pictures, nothing that can be opened. */
export function NoteText({ children }: { children: string }) {
  return (
    <div className={css.text}>
      <Markdown options={options}>{children}</Markdown>
    </div>
  );
}
