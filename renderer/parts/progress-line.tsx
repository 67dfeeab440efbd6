import css from './progress-line.module.css';

/** Running work, 6 px high; the words stand beside it. */
export function ProgressLine({ label, done, all }: { label: string; done: number; all: number }) {
  const share = all === 0 ? 0 : Math.min(1, done / all);
  return (
    <span
      className={css.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={done}
    >
      <span className={css.fill} style={{ width: `${share * 100}%` }} />
    </span>
  );
}
