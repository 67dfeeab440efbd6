import css from './shell.module.css';

/** The mark of Greenroom: a lamp and what stands beside it. */
export function Mark() {
  return (
    <svg viewBox="0 0 20 20" className={css.mark} data-mark aria-hidden>
      <rect width="20" height="20" rx="5" fill="var(--gr-ink)" />
      <rect x="4.6" y="5" width="2.8" height="10" rx="1" fill="var(--gr-on-ink)" />
      <rect x="9" y="5" width="6.4" height="2.2" rx="1" fill="var(--gr-on-ink)" />
      <rect x="9" y="8.9" width="4.2" height="2.2" rx="1" fill="var(--gr-on-ink)" />
      <rect x="9" y="12.8" width="6.4" height="2.2" rx="1" fill="var(--gr-on-ink)" />
    </svg>
  );
}
