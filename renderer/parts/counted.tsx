import css from './counted.module.css';

/** The name of a tab, and how many there are behind it; no number while nobody knows, or where there are none to name. */
export const Counted = ({ label, count }: { label: string; count: number | undefined }) => (
  <span className={css.counted}>
    {label} <span className={css.count}>{count ?? ''}</span>
  </span>
);
