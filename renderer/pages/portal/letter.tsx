import { Fragment, type ReactNode, useMemo } from 'react';
import css from './outbox.module.css';

interface LetterProps {
  mail: { text: string; html: string };
  form: 'html' | 'text';
}

/** What a mail says, in the form that is asked for. */
export function Letter({ mail, form }: LetterProps) {
  const shown = useMemo(() => (form === 'html' ? readHtml(mail.html) : null), [mail, form]);
  return shown === null ? <pre className={css.text}>{linked(mail.text)}</pre> : <div className={css.html}>{shown}</div>;
}

/** The HTML as elements of ours: paragraphs, links to web pages and words. Whatever else it holds is not made. */
function readHtml(html: string): ReactNode {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.childNodes].map(made);
}

const silent = ['SCRIPT', 'STYLE', 'TEMPLATE', 'TITLE'];

function made(node: ChildNode, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element) || silent.includes(node.tagName)) return null;
  const children = [...node.childNodes].map(made);
  if (node.tagName === 'P') return <p key={key}>{children}</p>;
  const href = node.tagName === 'A' ? (node.getAttribute('href') ?? '') : '';
  if (/^https?:\/\//i.test(href))
    return (
      <a key={key} href={href} rel="noreferrer">
        {children}
      </a>
    );
  return <Fragment key={key}>{children}</Fragment>;
}

/** Addresses in a mail can be clicked, as in any mail reader. */
const linked = (body: string) =>
  body.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
