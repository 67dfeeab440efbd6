import css from './plain-text.module.css';

/** Text in mono as it is, over one or many lines. It may scroll, so the keyboard must reach it. */
export function PlainText({ label, value }: { label: string; value: string }) {
  return (
    <pre className={css.text} role="group" aria-label={label} tabIndex={0}>
      {value}
    </pre>
  );
}
